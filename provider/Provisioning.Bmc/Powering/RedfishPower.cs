using Provisioning.Bmc.Capabilities;
using Provisioning.Bmc.Protocol;
using Provisioning.Bmc.Quirks;
using Provisioning.Engine.Discovery;
using Provisioning.Engine.Powering;
using Provisioning.Model.Faults;
using Provisioning.Model.Powering;

namespace Provisioning.Bmc.Powering;

/// <summary>Host power through <c>#ComputerSystem.Reset</c>, in the reset types that this BMC offers.</summary>
internal sealed class RedfishPower(BmcExplorer explorer) : IPowerPort
{
    private const string Question = "power";
    private const string BeforeAction = "power before an action";

    /// <inheritdoc/>
    public ValueTask<PortResult<PowerObservation>> ReadAsync(CancellationToken cancellationToken) => ReadAsync(Question, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<PortResult<Acceptance>> ActAsync(PowerAction action, CancellationToken cancellationToken)
    {
        var known = await ResetAsync(cancellationToken);
        if (!known.TryGet(out var reset, out var fault)) return fault;

        // "Restart" of a machine without power is "power on": most BMCs refuse the first and all take the second.
        if (action == PowerAction.ForceRestart)
        {
            var read = await ReadAsync(BeforeAction, cancellationToken);
            if (!read.TryGet(out var power, out fault)) return fault;
            if (power.State == PowerState.Off) action = PowerAction.On;
        }

        if (Choose(action, reset.Types) is not { } type) return BmcFaults.NotSupported(explorer.Client.Address, $"no reset type for {action}");
        var sent = await explorer.Client.PostAsync(reset.Target, JsonBody.Write(writer => writer.WriteString("ResetType", type)), cancellationToken);
        if (sent.TryGet(out var reply, out fault)) return explorer.Client.Accepted(reply);
        return fault.Kind is FaultKind.Rejected or FaultKind.Busy && await IsSoAlreadyAsync(action, cancellationToken) ? Acceptance.Plain : fault;
    }

    private async ValueTask<PortResult<PowerObservation>> ReadAsync(string question, CancellationToken cancellationToken)
    {
        var read = await explorer.ReadSystemAsync(question, cancellationToken);
        if (!read.TryGet(out var system, out var fault)) return fault;
        return PowerReading.Read(system) is { } power ? power with { ToldAt = explorer.Client.LastDate } : BmcFaults.NotSupported(explorer.Client.Address, "no power state is told");
    }

    private async ValueTask<PortResult<ActionLayout>> ResetAsync(CancellationToken cancellationToken)
    {
        var known = await explorer.SystemAsync(cancellationToken);
        if (!known.TryGet(out var system, out var fault)) return fault;
        if (system.Reset.Target.Length == 0) return BmcFaults.NotSupported(explorer.Client.Address, "the machine cannot be reset");
        if (system.Reset.Info.Length == 0) return system.Reset;
        var described = await explorer.DescribeAsync(system.Reset, cancellationToken);
        if (!described.TryGet(out var reset, out fault)) return fault;
        explorer.Layout.System = system with { Reset = reset };
        return reset;
    }

    // Some BMCs refuse what is the case already (409, 400 in the words of the maker).
    private async ValueTask<bool> IsSoAlreadyAsync(PowerAction action, CancellationToken cancellationToken)
    {
        PowerState? wanted = action switch
        {
            PowerAction.On => PowerState.On,
            PowerAction.ForceOff or PowerAction.GracefulOff => PowerState.Off,
            _ => null,
        };
        if (wanted is null) return false;
        var read = await ReadAsync(BeforeAction, cancellationToken);
        return read.TryGet(out var power, out _) && power.State == wanted;
    }

    private string? Choose(PowerAction action, IReadOnlyList<string> offered)
    {
        string[] wanted = action switch
        {
            PowerAction.On => ["On", "ForceOn"],
            PowerAction.GracefulOff => explorer.Quirk(QuirkBehaviour.PowerGracefulOff) is { } own ? [own] : ["GracefulShutdown"],
            PowerAction.ForceOff => ["ForceOff"],
            _ => ["ForceRestart", "PowerCycle"],
        };
        return offered.Count == 0 ? wanted[0] : Array.Find(wanted, type => offered.Contains(type, StringComparer.OrdinalIgnoreCase));
    }
}
