using System.Text.Json.Serialization;
using Provisioning.AgentContract.Disks;
using Provisioning.AgentContract.Identities;
using Provisioning.AgentContract.Inventories;
using Provisioning.AgentContract.Sessions;
using Provisioning.AgentContract.Tasks;

namespace Provisioning.AgentContract.Serialization;

/// <summary>The JSON of every message; use it through <see cref="AgentJson"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowOutOfOrderMetadataProperties = true,
    MaxDepth = 16)]
[JsonSerializable(typeof(AgentTicket))]
[JsonSerializable(typeof(SessionRequest))]
[JsonSerializable(typeof(SessionReply))]
[JsonSerializable(typeof(AgentInventory))]
[JsonSerializable(typeof(AgentTask))]
[JsonSerializable(typeof(AgentTaskResult))]
[JsonSerializable(typeof(AgentFault))]
[JsonSerializable(typeof(TaskProgress))]
[JsonSerializable(typeof(DiskMarker))]
[JsonSerializable(typeof(PhoneHomeSeed))]
[JsonSerializable(typeof(PhoneHome))]
public sealed partial class AgentJsonContext : JsonSerializerContext;
