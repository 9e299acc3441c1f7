using Provisioning.Engine.Discovery;
using Provisioning.Engine.Steps;
using Provisioning.Model.Faults;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.BmcConfiguration;

/// <summary>Gives the BMC the server's name and reads it back.</summary>
internal sealed class SetBmcHostNameStep : StepHandler
{
    public override StepTraits Traits { get; } = StepTraits.Setting(TimeSpan.FromMinutes(2));

    public override async ValueTask<ProbeResult> ProbeAsync(StepContext context, CancellationToken cancellationToken)
    {
        var answer = await context.Machine.Connection.Configuration.ReadAsync(cancellationToken);
        if (!answer.TryGet(out var seen, out var fault)) return new ProbeResult.Failed(fault);
        return string.Equals(seen.HostName, context.Server, StringComparison.Ordinal)
            ? Holds(("bmc_settings." + ManagedSettings.HostName, seen.HostName))
            : new ProbeResult.DoesNotHold($"host name: {seen.HostName ?? "none"}");
    }

    public override ValueTask<PortResult<Acceptance>> ActAsync(StepContext context, CancellationToken cancellationToken) =>
        context.Machine.Connection.Configuration.SetHostNameAsync(context.Server, cancellationToken);

    public override async ValueTask<StepResult> ConfirmAsync(StepContext context, CancellationToken cancellationToken) =>
        await OfTaskAsync(context, cancellationToken)
        ?? OfProbe(await ProbeAsync(context, cancellationToken));

    public override ValueTask<Fault> LateAsync(StepContext context, string checkpoint, CancellationToken cancellationToken) => ValueTask.FromResult(Missed(context, checkpoint));
}
