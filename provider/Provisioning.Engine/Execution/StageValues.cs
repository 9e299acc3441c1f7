using Provisioning.Engine.Servers;
using Provisioning.Model.Collections;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Powering;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.Execution;

/// <summary>What a completed stage makes of what is known of a server, and the values that its receipt tells. Pure.</summary>
internal static class StageValues
{
    /// <summary>What is known once a stage is complete.</summary>
    public static ServerObserved After(ServerObserved before, Stage stage, ServerDesired desired, AttemptRecord attempt, ServerObserved? look)
    {
        var evidence = Measurements(attempt, stage);
        var power = evidence.ContainsKey("power") ? desired.Power : before.Power;
        return (stage switch
        {
            Stage.Discovery => before with
            {
                Interfaces = look?.Interfaces ?? before.Interfaces,
                Lifecycle = AtLeast(before.Lifecycle, LifecycleState.Enrolled),
            },
            Stage.BmcConfiguration => before with
            {
                BmcSettings = Merge(before.BmcSettings, evidence, "bmc_settings."),
                Lifecycle = AtLeast(before.Lifecycle, LifecycleState.Configured),
            },
            Stage.Firmware => before with { Firmware = Merge(before.Firmware, evidence, "firmware.") },
            Stage.Bios => before with
            {
                Bios = Merge(before.Bios, evidence, "bios."),
                Lifecycle = AtLeast(before.Lifecycle, LifecycleState.Baselined),
            },
            Stage.Imaging => before with
            {
                ImageId = desired.Os?.Image.Id,
                UserDataVersion = desired.Os?.UserDataVersion,
                RebuildTrigger = desired.Os?.RebuildTrigger,
                NetworkProfileId = desired.NetworkProfile?.Id,
                AttestationPolicyId = JudgedBy(evidence),
                ValidationProfileId = null,
                Lifecycle = LifecycleState.Imaged,
            },
            Stage.Validation => before with
            {
                AttestationPolicyId = JudgedBy(evidence) ?? before.AttestationPolicyId,
                ValidationProfileId = evidence.TryGetValue("validation.profile", out var met) ? met : before.ValidationProfileId,

                // Only a system that was seen is validated: a profile can be met without, and a policy judged.
                Lifecycle = evidence.ContainsKey("validation.inventory") ? AtLeast(before.Lifecycle, LifecycleState.Validated) : before.Lifecycle,
            },
            Stage.Readiness => before with { Lifecycle = LifecycleState.Ready },
            _ => before,
        }) with
        { Power = stage is Stage.Imaging or Stage.Bios && !evidence.ContainsKey("power") ? PowerState.On : power };
    }

    /// <summary>The evidence of all steps of a stage.</summary>
    public static ValueMap<string, string> Measurements(AttemptRecord attempt, Stage stage)
    {
        var all = ValueMap<string, string>.Empty;
        foreach (var step in attempt.Steps.Where(step => step.Stage == stage))
        {
            if (!attempt.Progress.TryGetValue(step.Id, out var record)) continue;
            foreach (var (key, value) in record.Evidence) all = all.Set(key, value);
        }

        return all.Remove("bios.settings");
    }

    /// <summary>The managed values by dotted path.</summary>
    public static ValueMap<string, string> Flatten(ServerObserved observed)
    {
        var all = ValueMap<string, string>.Empty;
        foreach (var (key, value) in observed.Bios) all = all.Set("bios." + key, value);
        foreach (var (key, value) in observed.Firmware) all = all.Set("firmware." + key, value);
        foreach (var (key, value) in observed.BmcSettings) all = all.Set("bmc_settings." + key, value);
        if (observed.ImageId is { } image) all = all.Set("os.image", image);
        return all.Set("lifecycle", observed.Lifecycle.ToString());
    }

    /// <summary>The values of a flattened map that a stage is about.</summary>
    public static ValueMap<string, string> OfStage(ValueMap<string, string> flat, Stage stage)
    {
        var prefix = stage switch
        {
            Stage.BmcConfiguration => "bmc_settings.",
            Stage.Firmware => "firmware.",
            Stage.Bios => "bios.",
            Stage.Imaging => "os.",
            _ => "lifecycle",
        };
        return ValueMap<string, string>.From(flat.Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal)));
    }

    /// <summary>The documents that decided a stage, by role.</summary>
    public static ValueMap<string, string> Documents(ServerDesired desired, Stage stage)
    {
        (string Role, string? Id)[] documents = stage switch
        {
            Stage.BmcConfiguration => [("bmc_profile", desired.BmcProfile?.Id)],
            Stage.Firmware => [("firmware_baseline", desired.FirmwareBaseline?.Id)],
            Stage.Bios => [("bios_profile", desired.BiosProfile?.Id)],
            Stage.Imaging =>
            [
                ("os_image", desired.Os?.Image.Id), ("network_profile", desired.NetworkProfile?.Id), ("attestation_policy", desired.AttestationPolicy?.Id),
            ],
            Stage.Validation => [("validation_profile", desired.ValidationProfile?.Id), ("attestation_policy", desired.AttestationPolicy?.Id)],
            _ => [],
        };
        return ValueMap<string, string>.From(from document in documents where document.Id is not null select KeyValuePair.Create(document.Role, document.Id!));
    }

    public static LifecycleState AtLeast(LifecycleState state, LifecycleState least) => state < least ? least : state;

    private static string? JudgedBy(ValueMap<string, string> evidence) =>
        evidence.TryGetValue("attestation.policy", out var policy) ? policy : null;

    private static ValueMap<string, string> Merge(ValueMap<string, string> before, ValueMap<string, string> evidence, string prefix)
    {
        foreach (var (key, value) in evidence)
        {
            if (key.StartsWith(prefix, StringComparison.Ordinal)) before = before.Set(key[prefix.Length..], value);
        }

        return before;
    }
}
