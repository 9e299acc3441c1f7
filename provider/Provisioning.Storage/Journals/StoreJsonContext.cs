using System.Text.Json.Serialization;
using Provisioning.Engine.Attestation;
using Provisioning.Engine.Journals;
using Provisioning.Engine.Servers;
using Provisioning.Model.Faults;
using Provisioning.Model.Inventories;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Planning;

namespace Provisioning.Storage.Journals;

/// <summary>The JSON forms of what the store keeps. Secrets have none.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    Converters = new[]
    {
        typeof(ValueArrayConverter<string>), typeof(ValueArrayConverter<PlannedStep>), typeof(ValueArrayConverter<Remedy>),
        typeof(ValueArrayConverter<Condition>), typeof(ValueArrayConverter<NetworkInterface>), typeof(ValueArrayConverter<Drive>),
        typeof(ValueArrayConverter<ReceiptDraft>), typeof(ValueArrayConverter<OverrideNote>), typeof(ValueArrayConverter<Stage>),
        typeof(ValueMapConverter<string>), typeof(ValueMapConverter<StepRecord>), typeof(ClaimIdConverter), typeof(DiagnosticCodeConverter),
        typeof(AttributePathConverter),
    })]
[JsonSerializable(typeof(ServerRecord))]
[JsonSerializable(typeof(SiteRow))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(PlannedStep))]
[JsonSerializable(typeof(Remedy))]
[JsonSerializable(typeof(Condition))]
[JsonSerializable(typeof(NetworkInterface))]
[JsonSerializable(typeof(Drive))]
[JsonSerializable(typeof(ReceiptDraft))]
[JsonSerializable(typeof(OverrideNote))]
[JsonSerializable(typeof(Stage))]
[JsonSerializable(typeof(StepRecord))]
[JsonSerializable(typeof(JournalEvent.Claimed))]
[JsonSerializable(typeof(JournalEvent.Looked))]
[JsonSerializable(typeof(JournalEvent.AttemptStarted))]
[JsonSerializable(typeof(JournalEvent.AttemptResumed))]
[JsonSerializable(typeof(JournalEvent.StepIntended))]
[JsonSerializable(typeof(JournalEvent.StepAccepted))]
[JsonSerializable(typeof(JournalEvent.StepConfirmed))]
[JsonSerializable(typeof(JournalEvent.StepFailed))]
[JsonSerializable(typeof(JournalEvent.RemedyTaken))]
[JsonSerializable(typeof(JournalEvent.StageCompleted))]
[JsonSerializable(typeof(JournalEvent.ReceiptKept))]
[JsonSerializable(typeof(JournalEvent.AttemptEnded))]
[JsonSerializable(typeof(JournalEvent.Settled))]
[JsonSerializable(typeof(JournalEvent.ClaimShown))]
[JsonSerializable(typeof(JournalEvent.DataFound))]
[JsonSerializable(typeof(JournalEvent.InBandSeen))]
[JsonSerializable(typeof(JournalEvent.HoldSet))]
[JsonSerializable(typeof(JournalEvent.HoldLifted))]
[JsonSerializable(typeof(JournalEvent.FingerprintTrusted))]
[JsonSerializable(typeof(JournalEvent.StepResolved))]
[JsonSerializable(typeof(JournalEvent.Left))]
internal sealed partial class StoreJsonContext : JsonSerializerContext;
