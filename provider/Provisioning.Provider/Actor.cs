using System.Globalization;
using Provisioning.Api.Local;

namespace Provisioning.Provider;

/// <summary>Who gives an order, as journal and receipts name it.</summary>
internal static class Actor
{
    /// <summary>
    /// The user's name; <c>uid 1000</c> where the machine knows none. A container often has no entry for its user, and a bare machine may have no
    /// list of users at all.
    /// </summary>
    public static string Name
    {
        get
        {
            try
            {
                if (Environment.UserName is { Length: > 0 } name) return name;
            }
            catch (IOException)
            {
                // There is no /etc/passwd.
            }

            return string.Create(CultureInfo.InvariantCulture, $"uid {PeerCheck.OwnUser}");
        }
    }
}
