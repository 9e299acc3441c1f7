using Provisioning.Engine.Discovery;
using Provisioning.Engine.Steps;
using Provisioning.Model.Faults;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.BmcConfiguration;

/// <summary>Sets the BMC's NTP servers and reads them back.</summary>
internal sealed class SetNtpStep : StepHandler
{
    public override StepTraits Traits { get; } = StepTraits.Setting(TimeSpan.FromMinutes(2));

    public override async ValueTask<ProbeResult> ProbeAsync(StepContext context, CancellationToken cancellationToken)
    {
        var answer = await context.Machine.Connection.Configuration.ReadAsync(cancellationToken);
        if (!answer.TryGet(out var seen, out var fault)) return new ProbeResult.Failed(fault);
        var text = string.Join(',', seen.NtpServers);
        return text == Wanted(context) && seen.NtpEnabled != false
            ? Holds(("bmc_settings." + ManagedSettings.NtpServers, text))
            : new ProbeResult.DoesNotHold($"NTP servers: {text}; enabled: {seen.NtpEnabled?.ToString() ?? "not told"}");
    }

    public override ValueTask<PortResult<Acceptance>> ActAsync(StepContext context, CancellationToken cancellationToken) =>
        context.Machine.Connection.Configuration.SetNtpAsync(context.Desired.BmcProfile!.Content.NtpServers, cancellationToken);

    public override async ValueTask<StepResult> ConfirmAsync(StepContext context, CancellationToken cancellationToken) =>
        await OfTaskAsync(context, cancellationToken)
        ?? OfProbe(await ProbeAsync(context, cancellationToken));

    public override ValueTask<Fault> LateAsync(StepContext context, string checkpoint, CancellationToken cancellationToken) => ValueTask.FromResult(Missed(context, checkpoint));

    private static string Wanted(StepContext context) => string.Join(',', context.Desired.BmcProfile!.Content.NtpServers);
}
