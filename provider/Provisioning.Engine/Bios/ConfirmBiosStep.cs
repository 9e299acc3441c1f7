using Provisioning.Engine.Steps;
using Provisioning.Model.Faults;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.Bios;

/// <summary>Waits until the settings are in force, as read back after the power-on self-test.</summary>
internal sealed class ConfirmBiosStep : StepHandler
{
    public override StepTraits Traits { get; } = StepTraits.Wait(TimeSpan.FromMinutes(20));

    public override async ValueTask<StepResult> ConfirmAsync(StepContext context, CancellationToken cancellationToken)
    {
        var answer = await context.Machine.Connection.Bios.ReadCurrentAsync(cancellationToken);
        if (!answer.TryGet(out var seen, out var fault))
        {
            // BMCs are slow to answer, or answer with nothing, while the firmware of the host reports to them.
            return fault.Kind is FaultKind.Busy or FaultKind.TimedOut ? new StepResult.InProgress("the BMC is busy") : Failed(fault);
        }

        var evidence = NoEvidence;
        var missing = new List<string>();
        foreach (var (name, value) in ManagedSettings.Bios(context.Desired))
        {
            seen.TryGetValue(name, out var current);
            if (string.Equals(current, value, StringComparison.Ordinal)) evidence = evidence.Set("bios." + name, value);
            else missing.Add($"{name} is {current ?? "not told"}, wanted {value}");
        }

        return missing.Count == 0 ? new StepResult.Done(evidence) : new StepResult.InProgress(string.Join("; ", missing));
    }

    public override ValueTask<Fault> LateAsync(StepContext context, string checkpoint, CancellationToken cancellationToken) => ValueTask.FromResult(Missed(context, checkpoint));
}
