using Provisioning.Model.Diagnostics;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.Sessions;

/// <summary>The names of credentials that a server refers to, with where.</summary>
internal static class CredentialUse
{
    /// <summary>Known names only; none for a resource without a BMC.</summary>
    public static IEnumerable<(string Name, AttributePath At)> In(Value server)
    {
        var bmc = server.Member("bmc");
        var at = AttributePath.Of("bmc");
        foreach (var member in (string[])["credential", "read_credential"])
        {
            if (bmc.Member(member).AsText() is { } name) yield return (name, at.Attribute(member));
        }

        foreach (var (item, index) in bmc.Member("bootstrap_credentials").AsItems().Select((item, index) => (item, index)))
        {
            if (item.AsText() is { } name) yield return (name, at.Attribute("bootstrap_credentials").Index(index));
        }
    }
}
