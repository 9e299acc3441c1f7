using System.Text.Json.Serialization;

namespace Provisioning.Imaging.Ledger;

/// <summary>What an order asks for: decides how a result is read.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OrderKind>))]
internal enum OrderKind
{
    Identify = 1,
    Activate = 2,
    Quote = 3,
    WriteImage = 4,
    WriteIdentity = 5,
    Restart = 6,
}
