using System.Text.Json.Serialization;
using Provisioning.AgentContract.Inventories;
using Provisioning.AgentContract.Tasks;

namespace Provisioning.Imaging.Ledger;

/// <summary>The port that was chosen, key <c>port</c>.</summary>
internal sealed record PortRecord(int Port);

/// <summary>An attempt with its medium and its agent, key <c>attempt/CLAIM/NUMBER</c>.</summary>
internal sealed record AttemptRecord
{
    public required string Claim { get; init; }

    public required int Number { get; init; }

    public required string ServerName { get; init; }

    public required long Epoch { get; init; }

    public required long IssuedUnixSeconds { get; init; }

    public required long ExpiresUnixSeconds { get; init; }

    public required string MediaToken { get; init; }

    public required string MediaName { get; init; }

    public required string ImageSha256 { get; init; }

    public required long TemplateSize { get; init; }

    public required long PlaceOffset { get; init; }

    public required string AgentVersion { get; init; }

    /// <summary>What stands on the medium; removed when the attempt is withdrawn.</summary>
    public string? Credential { get; init; }

    public required string TicketSha256 { get; init; }

    public bool Withdrawn { get; init; }

    public long BytesServed { get; init; }

    public long? FirstFetchUnixSeconds { get; init; }

    public string? FetchedFrom { get; init; }

    public SessionRecord? Session { get; init; }

    public bool Contested { get; init; }

    public AgentInventory? Inventory { get; init; }
}

/// <summary>The agent's session.</summary>
internal sealed record SessionRecord(
    string SessionId, string ServerNonce, string PublicKey, string Uuid, string Serial, string BootId, string AgentVersion, long Counter);

/// <summary>An OS image that the agent of an attempt may fetch, key <c>image/CLAIM/NUMBER/SHA256</c>. It may be granted before there is a medium.</summary>
internal sealed record ImageGrant(string Claim, int Number, string Token, string FileName, string Sha256);

/// <summary>An order without its content, which may hold user data, and its result; key <c>order/CLAIM/NUMBER/TASK</c>.</summary>
internal sealed record OrderRecord(string OrderId, string TaskId, long Sequence, OrderKind Kind, AgentTaskResult? Result);

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

/// <summary>A phone-home ticket and what came of it, key <c>phone/CLAIM/NUMBER</c>.</summary>
internal sealed record PhoneRecord(
    string Claim, int Number, string Token, long ExpiresUnixSeconds, long? ReceivedUnixSeconds, AgentContract.Identities.PhoneHome? Report);

/// <summary>The JSON of the rows.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(PortRecord))]
[JsonSerializable(typeof(AttemptRecord))]
[JsonSerializable(typeof(OrderRecord))]
[JsonSerializable(typeof(PhoneRecord))]
[JsonSerializable(typeof(ImageGrant))]
internal sealed partial class LedgerJson : JsonSerializerContext;
