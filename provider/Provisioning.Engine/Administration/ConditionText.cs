using Provisioning.Model.Lifecycles;

namespace Provisioning.Engine.Administration;

/// <summary>Conditions in sentences.</summary>
internal static class ConditionText
{
    /// <summary>What a condition that is not "yes" means; null for one that is.</summary>
    public static string? Of(Condition condition) => condition switch
    {
        { Status: ConditionStatus.Yes } => null,
        { Kind: ConditionKind.Attested, Status: ConditionStatus.Unknown, Reason: "recorded" } =>
            "Attested is unknown: the machine's measurements were recorded, and no policy judges them.",
        { Kind: ConditionKind.Attested, Status: ConditionStatus.Unknown, Reason: "mismatch" } =>
            "Attested is unknown: the machine's measurements are not those of the image that was sent, and no policy judges them.",
        { Kind: ConditionKind.FirmwareCompliant, Status: ConditionStatus.Unknown } =>
            $"FirmwareCompliant is unknown: {condition.Reason}, so there is nothing to compare the firmware with.",
        { Kind: ConditionKind.BiosCompliant, Status: ConditionStatus.Unknown } =>
            $"BiosCompliant is unknown: {condition.Reason}, so there is nothing to compare the settings with.",
        { Status: ConditionStatus.Unknown } => $"{condition.Kind} is unknown: {condition.Reason}.",
        _ => $"{condition.Kind} is not so: {condition.Reason}.",
    };
}
