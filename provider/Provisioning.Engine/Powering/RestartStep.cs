using System.Globalization;
using Provisioning.Engine.Discovery;
using Provisioning.Engine.Steps;
using Provisioning.Model.Collections;
using Provisioning.Model.Faults;
using Provisioning.Model.Powering;

namespace Provisioning.Engine.Powering;

/// <summary>
/// Restarts the machine, once. Whether an intended restart happened is told by what was seen before it: the time of the last reset, power,
/// boot progress; and by what only a restart brings: the agent, or the installed system, reporting.
/// </summary>
internal sealed class RestartStep(bool intoAgent) : StepHandler
{
    private const string State = "power.state";
    private const string LastReset = "power.last_reset";
    private const string Progress = "power.boot_progress";

    // A request that was sent just before an engine died may still be under way to the BMC.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(15);

    // BMCs tell times in whole seconds: two resets within one could not be told apart, so the second waits for the clock to move on.
    private static readonly TimeSpan TellingApart = TimeSpan.FromSeconds(1);

    public override StepTraits Traits { get; } = new(StepNature.OneShot, CancellationClass.Finish, TimeSpan.FromMinutes(12), true)
    {
        WitnessPatience = TimeSpan.FromMinutes(10),
    };

    public override async ValueTask<PortResult<ValueMap<string, string>>> WitnessAsync(StepContext context, CancellationToken cancellationToken)
    {
        var answer = await context.Machine.Connection.Power.ReadAsync(cancellationToken);
        if (answer.TryGet(out var read, out _) && IsOfThisSecond(read, context.Now))
            await Task.Delay(TellingApart, context.Ports.Time, cancellationToken);
        return answer.Match<PortResult<ValueMap<string, string>>>(
            seen => Evidence((State, seen.State.ToString()), (LastReset, Stamp(seen.LastResetTime)), (Progress, seen.BootProgress)),
            fault => fault);
    }

    public override ValueTask<PortResult<Acceptance>> ActAsync(StepContext context, CancellationToken cancellationToken) =>
        context.Machine.Connection.Power.ActAsync(WasOff(context) ? PowerAction.On : PowerAction.ForceRestart, cancellationToken);

    public override async ValueTask<ProbeResult> ProbeAsync(StepContext context, CancellationToken cancellationToken)
    {
        var answer = await context.Machine.Connection.Power.ReadAsync(cancellationToken);
        if (!answer.TryGet(out var seen, out var fault)) return new ProbeResult.Failed(fault);
        if (HasReset(context, seen) is { } sign) return Holds(("restart.witness", sign));
        var since = context.Known?.Since ?? context.Now;
        if (await SignAsync(context, since, cancellationToken) is { } report) return Holds(("restart.witness", report));
        if (context.Now - since < Settling) return new ProbeResult.CannotTell("the request may still be under way");
        if (WasOff(context) && seen.State is PowerState.Off) return new ProbeResult.DoesNotHold("the machine is still off");
        if (Witness(context, LastReset) is { } before && Stamp(seen.LastResetTime) == before)
            return new ProbeResult.DoesNotHold($"the last reset is still that of {before}");
        if (!intoAgent)
        {
            var view = await context.Ports.Agents.ViewAsync(context.Key, cancellationToken);
            if (view.LastSeen - since > Settling) return new ProbeResult.DoesNotHold("the agent still runs");
        }

        return new ProbeResult.CannotTell($"power is {seen.State}; the BMC does not tell when it was last reset, boot progress is {seen.BootProgress ?? "not told"}");
    }

    public override async ValueTask<StepResult> ConfirmAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (await OfTaskAsync(context, cancellationToken) is { } task) return task;
        var answer = await context.Machine.Connection.Power.ReadAsync(cancellationToken);
        if (!answer.TryGet(out var seen, out var fault)) return Failed(fault);
        if (seen.State != PowerState.On) return new StepResult.InProgress($"power is {seen.State}");
        var tellsReset = Witness(context, LastReset) is not null && seen.LastResetTime is not null;
        var since = context.Known?.Since ?? context.Now;
        var sign = HasReset(context, seen)
            ?? await SignAsync(context, since, cancellationToken)
            ?? (tellsReset ? null : "power is on, and the BMC tells no time of its last reset");
        return sign is null
            ? new StepResult.InProgress("the last reset is still the one before")
            : Done(("restart.witness", sign), ("restart.last_reset", Stamp(seen.LastResetTime)));
    }

    public override ValueTask<Fault> LateAsync(StepContext context, string checkpoint, CancellationToken cancellationToken) => ValueTask.FromResult(Missed(context, checkpoint));

    private static string? HasReset(StepContext context, PowerObservation seen)
    {
        if (WasOff(context)) return seen.State is PowerState.On or PowerState.PoweringOn ? "power was off and is on" : null;
        if (Witness(context, LastReset) is { } before && Stamp(seen.LastResetTime) is { } now && now != before) return $"last reset {now}";
        return null;
    }

    private static bool IsOfThisSecond(PowerObservation seen, DateTimeOffset now) =>
        seen.LastResetTime is { } reset && ((seen.ToldAt ?? now) - reset).Duration() < TellingApart;

    private async ValueTask<string?> SignAsync(StepContext context, DateTimeOffset since, CancellationToken cancellationToken)
    {
        if (intoAgent)
        {
            var view = await context.Ports.Agents.ViewAsync(context.Key, cancellationToken);
            if (view.SessionId is not null) return "the agent of this attempt has reported";
            var use = await context.Ports.Media.UseOfAsync(context.Key, cancellationToken);
            return use.FirstFetch > since && context.Record.Attempt!.Number > 0 && use.BytesServed > BootsNotFrom ? "the boot medium was read" : null;
        }

        var report = await context.Ports.PhoneHome.WaitAsync(context.Key, TimeSpan.Zero, cancellationToken);
        return report is null ? null : "the installed system has reported";
    }

    // A BMC may look at the first bytes of a medium when it is inserted; a boot reads far more.
    private const long BootsNotFrom = 4 * 1024 * 1024;

    private static bool WasOff(StepContext context) => Witness(context, State) == nameof(PowerState.Off);

    private static string? Witness(StepContext context, string key) =>
        context.Known is { } known && known.Witness.TryGetValue(key, out var value) ? value : null;

    private static string? Stamp(DateTimeOffset? time) => time?.ToString("O", CultureInfo.InvariantCulture);
}
