using System.Text.Json.Serialization;

namespace Provisioning.Imaging.Ledger;

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
