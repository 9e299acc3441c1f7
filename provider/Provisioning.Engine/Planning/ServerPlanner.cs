using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Faults;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Planning;
using Provisioning.Model.Powering;
using Provisioning.Model.Servers;
using Provisioning.Model.Validation;

namespace Provisioning.Engine.Planning;

/// <summary>
/// Says what must be done to make a server what is wanted. Pure: no clock, no store, no machine; the same input gives the same plan.
/// What needs a restart shares one boot window: BIOS settings, boot override and the agent's boot take effect by the same restart.
/// </summary>
public static class ServerPlanner
{
    /// <summary>Plans.</summary>
    public static ServerPlan Plan(ServerDesired desired, PlanBasis basis)
    {
        var steps = new StepList();
        var diagnostics = new List<Diagnostic>();
        var observed = basis.Observed;
        var image = ImageDecision.Of(desired, basis);
        diagnostics.AddRange(image.Diagnostics);
        if (desired.Os is not null && desired.Expect.IsAnyone)
            diagnostics.Add(PlanningDiagnostics.ExpectsNobody(desired.Name, observed?.Identity));

        Discovery(steps, observed);
        BmcConfiguration(steps, desired, observed);
        Firmware(steps, diagnostics, desired, observed);
        var bios = Differences(ManagedSettings.Bios(desired), observed?.Bios);
        var isCertain = image.IsWritten || bios.Count == 0 || HasDrifted(ManagedSettings.Bios(desired), observed?.Bios);
        var restarts = image.IsWritten || bios.Count > 0;
        if (restarts && IsInService(observed))
        {
            diagnostics.Add(PlanningDiagnostics.IsInService(desired.Name, image.IsWritten ? "BIOS settings and image" : "BIOS settings"));
            restarts = false;
        }

        if (restarts)
        {
            if (isCertain && !desired.Allow.Reboot && observed?.Power != PowerState.Off)
                diagnostics.Add(PlanningDiagnostics.WouldReboot(desired.Name, string.Join("; ", bios.Append(image.Reason).OfType<string>()) + "."));
            Window(steps, bios, image, desired.AttestationPolicy?.Id, isRunning: observed?.Power == PowerState.On);
        }

        // A machine that is to be on is switched on before anything is asked of it; one that is to be off, when all is done.
        if (desired.Power == PowerState.On) Power(steps, desired, observed, restarts);
        Validation(steps, diagnostics, desired, observed, image.IsWritten && restarts);
        if (desired.Power == PowerState.Off) Power(steps, desired, observed, restarts);
        var planned = steps.Steps;
        return new ServerPlan
        {
            Stages = planned.Select(step => step.Stage).Distinct().Order().ToValueArray(),
            Steps = planned,
            Reboots = planned.Count(step => step.Kind is StepKinds.RestartIntoWindow or StepKinds.RestartIntoOs),
            EstimatedMinutes = EstimateTable.Shipped.MinutesOf(planned),
            IsCertain = isCertain,
            DestroysData = steps.Has(StepIds.WriteImage) && desired.Allow.DataLoss,
            Remedies = Remedies(desired, observed, planned),
            Diagnostics = diagnostics.ToValueArray(),
        };
    }

    private static void Discovery(StepList steps, ServerObserved? observed)
    {
        if (observed is not null && observed.Lifecycle != LifecycleState.Discovered) return;
        steps.Add(StepIds.Identify, StepKinds.Identify, Stage.Discovery, "Identify the machine", "it is new here", 0);
        steps.Add(StepIds.Inventory, StepKinds.ReadInventory, Stage.Discovery, "Read the inventory", "it is new here", 0, StepIds.Identify);
        steps.Add(StepIds.Claim, StepKinds.Claim, Stage.Discovery, "Claim the machine", "it is new here", 0, StepIds.Identify);
    }

    private static void BmcConfiguration(StepList steps, ServerDesired desired, ServerObserved? observed)
    {
        foreach (var (key, value) in ManagedSettings.Bmc(desired))
        {
            if (Difference(key, value, observed?.BmcSettings) is not { } reason) continue;
            if (key == ManagedSettings.NtpServers)
                steps.Add(StepIds.Ntp, StepKinds.SetNtp, Stage.BmcConfiguration, "Set the BMC's NTP servers", reason, 0, StepIds.Claim);
            else
                steps.Add(StepIds.BmcHostName, StepKinds.SetBmcHostName, Stage.BmcConfiguration, "Set the BMC's host name", reason, 0, StepIds.Claim);
        }
    }

    // A version that differs is worth a warning at each plan; it is compared by a step only until it was read once.
    private static void Firmware(StepList steps, List<Diagnostic> diagnostics, ServerDesired desired, ServerObserved? observed)
    {
        if (observed is not null && ForeignBaseline(desired, observed.Identity) is { } foreign)
        {
            diagnostics.Add(foreign);
            return;
        }

        var unread = new List<string>();
        foreach (var (role, wanted) in ManagedSettings.Firmware(desired))
        {
            if (observed is null || !observed.Firmware.TryGetValue(role, out var seen)) unread.Add(role);
            else if (seen == Engine.Firmware.CompareFirmwareStep.Absent) diagnostics.Add(Model.Firmware.FirmwareDiagnostics.IsAbsent(desired.Name, role));
            else if (!string.Equals(seen, wanted, StringComparison.Ordinal)) diagnostics.Add(Model.Firmware.FirmwareDiagnostics.IsOther(desired.Name, role, wanted, seen));
        }

        if (unread.Count == 0) return;
        steps.Add(
            StepIds.CompareFirmware,
            StepKinds.CompareFirmware,
            Stage.Firmware,
            "Compare firmware with the baseline",
            $"not compared yet: {string.Join(", ", unread)}",
            0,
            StepIds.Claim);
    }

    /// <summary>Why the firmware baseline is not for this machine; null: it is, or there is none.</summary>
    internal static Diagnostic? ForeignBaseline(ServerDesired desired, ServerIdentity identity)
    {
        if (desired.FirmwareBaseline is not { } baseline || baseline.Content.AppliesTo(identity.Manufacturer, identity.Model)) return null;
        var wanted = string.Join(' ', new[] { baseline.Content.Manufacturer, baseline.Content.Model }.OfType<string>());
        return Model.Firmware.FirmwareDiagnostics.IsForAnother(desired.Name, baseline.Id, wanted, $"{identity.Manufacturer} {identity.Model}");
    }

    private static void Window(StepList steps, List<string> bios, ImageDecision image, string? policy, bool isRunning)
    {
        const int Window = 1;
        var why = string.Join("; ", bios);
        var waits = new List<string> { StepIds.Claim, StepIds.Ntp, StepIds.BmcHostName, StepIds.CompareFirmware };
        if (image.IsWritten)
        {
            steps.Add(StepIds.PublishImage, StepKinds.PublishImage, Stage.Imaging, "Fetch and verify the image", image.Reason!, Window, [.. waits]);
            waits.Add(StepIds.PublishImage);
        }

        if (bios.Count > 0)
        {
            steps.Add(StepIds.SetBios, StepKinds.SetBiosSettings, Stage.Bios, "Set BIOS settings", why, Window, [.. waits]);
            waits.Add(StepIds.SetBios);
        }

        var stage = image.IsWritten ? Stage.Imaging : Stage.Bios;
        if (image.IsWritten)
        {
            steps.Add(StepIds.PublishMedia, StepKinds.PublishMedia, stage, "Publish the boot medium", "the agent boots from it", Window, [.. waits]);
            steps.Add(StepIds.InsertMedia, StepKinds.InsertMedia, stage, "Insert the boot medium", "the agent boots from it", Window, StepIds.PublishMedia);
            steps.Add(StepIds.SetOverride, StepKinds.SetBootOverride, stage, "Boot once from the medium", "the agent boots from it", Window, StepIds.InsertMedia);
            waits.Add(StepIds.SetOverride);
        }

        if (isRunning)
        {
            steps.Add(StepIds.ShutDown, StepKinds.ShutDown, stage, "Shut the running system down", "it must reach its disks before the restart", Window, [.. waits]);
            waits.Add(StepIds.ShutDown);
        }

        steps.Add(StepIds.RestartIntoWindow, StepKinds.RestartIntoWindow, stage, "Restart", bios.Count > 0 ? "BIOS settings take effect" : "the agent boots", Window, [.. waits]);
        if (image.IsWritten)
            steps.Add(StepIds.AwaitAgent, StepKinds.AwaitAgent, stage, "Wait for the agent", "it writes the image", Window, StepIds.RestartIntoWindow);
        if (bios.Count > 0)
            steps.Add(StepIds.ConfirmBios, StepKinds.ConfirmBios, Stage.Bios, "Confirm BIOS settings", why, Window, StepIds.RestartIntoWindow, StepIds.AwaitAgent);
        if (!image.IsWritten) return;
        steps.Add(StepIds.Attest, StepKinds.Attest, stage, "Attest the machine", "what runs must be our own image", Window, StepIds.AwaitAgent);
        if (policy is not null)
            steps.Add(StepIds.JudgeAttestation, StepKinds.JudgeAttestation, stage, "Judge the measurements", $"{policy} says which are accepted", Window, StepIds.Attest);
        steps.Add(StepIds.WriteImage, StepKinds.WriteImage, stage, "Write image", image.Reason!, Window, StepIds.Attest, StepIds.JudgeAttestation, StepIds.ConfirmBios, StepIds.PublishImage);
        steps.Add(StepIds.WriteIdentity, StepKinds.WriteIdentity, stage, "Write identity", image.Reason!, Window, StepIds.WriteImage);
        steps.Add(StepIds.EjectMedia, StepKinds.EjectMedia, stage, "Eject the boot medium", "the disk boots next", Window, StepIds.WriteIdentity);
        steps.Add(StepIds.ClearOverride, StepKinds.ClearBootOverride, stage, "Clear the boot override", "the disk boots next", Window, StepIds.EjectMedia);
        steps.Add(StepIds.RestartIntoOs, StepKinds.RestartIntoOs, stage, "Restart into the installed system", "the image is written", Window, StepIds.ClearOverride);
    }

    private static void Validation(StepList steps, List<Diagnostic> diagnostics, ServerDesired desired, ServerObserved? observed, bool isImaged)
    {
        var installed = observed?.ImageId;
        if (!isImaged && desired is { Os: not null, AttestationPolicy: { } policy })
        {
            if (installed is not null) JudgeAnew(steps, policy.Id, observed!);
            else if (observed is not null) diagnostics.Add(PlanningDiagnostics.IsNotJudged(desired.Name, policy.Id));
        }

        if (!isImaged && installed is null && desired.ValidationProfile is { } profile && profile.Content.InBandOnly is { Length: > 0 } members)
            diagnostics.Add(ValidationDiagnostics.NobodyTells(desired.Name, profile.Id, members));
        if (desired.Os is not { } os || !(isImaged || (installed is not null && DocumentIds.AreOfOneContent(installed, os.Image.Id))))
        {
            CheckProfile(steps, desired, observed, isImaged);
            return;
        }

        var reached = isImaged ? LifecycleState.Imaged : observed!.Lifecycle;
        var last = steps.Last;
        if (reached < LifecycleState.Validated)
        {
            if (desired.PhoneHome)
                steps.Add(StepIds.AwaitPhoneHome, StepKinds.AwaitPhoneHome, Stage.Validation, "Wait for the installed system", "it reports in", 0, StepIds.RestartIntoOs, last);
            steps.Add(StepIds.CompareInventories, StepKinds.CompareInventories, Stage.Validation, "Compare inventories", "in-band and out-of-band must agree", 0, StepIds.RestartIntoOs, StepIds.AwaitPhoneHome);
        }

        CheckProfile(steps, desired, observed, isImaged);
        if (reached < LifecycleState.Ready)
            steps.Add(StepIds.MarkReady, StepKinds.MarkReady, Stage.Readiness, "Mark ready", "every check has passed", 0, StepIds.CompareInventories, StepIds.CheckValidationProfile);
    }

    // The measurements of the last installation are held against a policy that is new.
    private static void JudgeAnew(StepList steps, string policy, ServerObserved observed)
    {
        if (DocumentIds.AreOfOneContent(observed.AttestationPolicyId, policy)) return;
        steps.Add(
            StepIds.JudgeAttestation, StepKinds.JudgeAttestation, Stage.Validation, "Judge the measurements", $"{policy} says which are accepted", 0, steps.Last);
    }

    private static void CheckProfile(StepList steps, ServerDesired desired, ServerObserved? observed, bool isImaged)
    {
        if (desired.ValidationProfile is not { } profile || (!isImaged && DocumentIds.AreOfOneContent(observed?.ValidationProfileId, profile.Id))) return;
        steps.Add(
            StepIds.CheckValidationProfile,
            StepKinds.CheckValidationProfile,
            Stage.Validation,
            "Check against the validation profile",
            isImaged || observed?.ValidationProfileId is not { } met ? $"{profile.Id} says what it must show" : $"{met} was met, wanted {profile.Id}",
            0,
            StepIds.Claim,
            StepIds.CompareInventories,
            steps.Last);
    }

    private static void Power(StepList steps, ServerDesired desired, ServerObserved? observed, bool restarts)
    {
        if (desired.Power is not { } wanted) return;
        var expected = restarts ? PowerState.On : observed?.Power;
        if (expected == wanted || (wanted == PowerState.Off && IsInService(observed))) return;
        steps.Add(
            StepIds.SetPower,
            StepKinds.SetPower,
            steps.IsEmpty ? Stage.BmcConfiguration : steps.Steps[^1].Stage,
            wanted == PowerState.Off ? "Power off" : "Power on",
            $"power is {(expected is { } now ? now : "not known")}, wanted {wanted}",
            0,
            steps.Last);
    }

    private static ValueArray<Remedy> Remedies(ServerDesired desired, ServerObserved? observed, ValueArray<PlannedStep> steps)
    {
        if (steps.IsEmpty) return ValueArray<Remedy>.Empty;
        var remedies = new List<Remedy> { Remedy.Retry, Remedy.Reauthenticate };
        if (!IsInService(observed))
        {
            remedies.Add(Remedy.BmcReset);
            if (desired.Allow.Reboot && steps.Any(step => step.Window > 0)) remedies.Add(Remedy.PowerCycle);
        }

        remedies.Add(Remedy.Quarantine);
        return remedies.ToValueArray();
    }

    private static bool IsInService(ServerObserved? observed) =>
        observed?.Lifecycle is LifecycleState.InService or LifecycleState.Draining;

    /// <summary>Why a restart that the live values ask for is refused; null: none is needed, or it is allowed. For what a plan could not know.</summary>
    internal static Diagnostic? RebootRefusal(ServerDesired desired, ServerObserved live)
    {
        var bios = Differences(ManagedSettings.Bios(desired), live.Bios);
        return desired.Allow.Reboot || live.Power == PowerState.Off || bios.Count == 0 ? null : PlanningDiagnostics.WouldReboot(desired.Name, string.Join("; ", bios) + ".");
    }

    private static bool HasDrifted(ValueMap<string, string> wanted, ValueMap<string, string>? seen) =>
        seen is not null && wanted.Any(entry => seen.TryGetValue(entry.Key, out var value) && !string.Equals(value, entry.Value, StringComparison.Ordinal));

    private static List<string> Differences(ValueMap<string, string> wanted, ValueMap<string, string>? seen) =>
        wanted.Select(entry => Difference(entry.Key, entry.Value, seen)).OfType<string>().ToList();

    private static string? Difference(string key, string wanted, ValueMap<string, string>? seen)
    {
        if (seen is null || !seen.TryGetValue(key, out var value)) return $"{key} is not known, wanted {wanted}";
        return string.Equals(value, wanted, StringComparison.Ordinal) ? null : $"{key} is {value}, wanted {wanted}";
    }
}
