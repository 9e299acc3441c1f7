using Provisioning.Engine.Steps;
using Provisioning.Model.Collections;
using Provisioning.Model.Firmware;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.Firmware;

/// <summary>Compares the versions of the baseline with those installed. What differs is a warning and a condition; nothing is flashed.</summary>
internal sealed class CompareFirmwareStep : StepHandler
{
    /// <summary>Stands for the version of a component that the machine does not have.</summary>
    internal const string Absent = "absent";

    public override StepTraits Traits { get; } = StepTraits.Look(TimeSpan.FromMinutes(5));

    public override async ValueTask<StepResult> ConfirmAsync(StepContext context, CancellationToken cancellationToken)
    {
        var answer = await context.Machine.Connection.Firmware.ReadAsync(cancellationToken);
        if (!answer.TryGet(out var installed, out var fault)) return Failed(fault);
        var evidence = NoEvidence;
        foreach (var (role, wanted) in ManagedSettings.Firmware(context.Desired))
        {
            var seen = VersionOf(installed, role);
            evidence = evidence.Set("firmware." + role, seen ?? Absent);
            if (seen is null) context.Scope.Warn(FirmwareDiagnostics.IsAbsent(context.Server, role));
            else if (seen != wanted) context.Scope.Warn(FirmwareDiagnostics.IsOther(context.Server, role, wanted, seen));
        }

        return new StepResult.Done(evidence);
    }

    /// <summary>The version under a role or an entry's id; null: there is none.</summary>
    internal static string? VersionOf(ValueArray<InstalledFirmware> installed, string role)
    {
        foreach (var entry in installed)
        {
            if (string.Equals(entry.Role, role, StringComparison.Ordinal) || string.Equals(entry.Id, role, StringComparison.Ordinal)) return entry.Version;
        }

        return null;
    }
}
