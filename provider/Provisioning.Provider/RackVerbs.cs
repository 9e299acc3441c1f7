using Provisioning.Api.Client;
using Provisioning.Cli.Racks;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Simulator.Commands;

namespace Provisioning.Provider;

/// <summary>Lends the command the simulated rack.</summary>
internal sealed class RackVerbs(EngineProgram program) : IRackVerbs
{
    /// <inheritdoc/>
    public async Task<Outcome<ValueArray<RackServerRow>>> UpAsync(
        string file, string stateFolder, Action<ValueArray<RackServerRow>> started, CancellationToken cancellationToken) =>
        Rows(await RackCommands.UpAsync(file, stateFolder, state => started(Rows(state)), cancellationToken));

    /// <inheritdoc/>
    public async Task<Outcome<ValueArray<RackServerRow>>> DetachAsync(string file, string stateFolder, CancellationToken cancellationToken)
    {
        string[] foreground =
            [program.Executable, .. program.FirstArguments, "rack", "up", Path.GetFullPath(file), "--state", Path.GetFullPath(stateFolder)];
        return Rows(await RackCommands.DetachAsync(file, stateFolder, foreground, cancellationToken));
    }

    /// <inheritdoc/>
    public async Task<Outcome<ValueArray<RackServerRow>>> StatusAsync(string stateFolder, CancellationToken cancellationToken) =>
        (await RackCommands.StatusAsync(stateFolder, cancellationToken)).Match<Outcome<ValueArray<RackServerRow>>>(
            success => success.Value.Servers.Select(one => Row(one.Server) with
            {
                Power = one.Power,
                Boot = one.BootProgress,
                Requests = one.Requests,
                Faults = one.Faults,
            }).ToValueArray(),
            failure => Outcome<ValueArray<RackServerRow>>.Fail(failure.Errors));

    /// <inheritdoc/>
    public async Task<Outcome<string>> SetAsync(
        string stateFolder, string server, IReadOnlyList<string> assignments, CancellationToken cancellationToken) =>
        Said(await RackCommands.SetAsync(stateFolder, server, assignments, cancellationToken), _ => $"{server}: {string.Join(' ', assignments)}");

    /// <inheritdoc/>
    public async Task<Outcome<string>> FaultAsync(string stateFolder, string server, string fault, CancellationToken cancellationToken) =>
        Said(
            await RackCommands.FaultAsync(stateFolder, server, fault, cancellationToken),
            _ => fault.Length == 0 ? $"{server}: no faults wait" : $"{server}: {fault} waits");

    /// <inheritdoc/>
    public async Task<Outcome<string>> DownAsync(string stateFolder, CancellationToken cancellationToken) =>
        Said(await RackCommands.DownAsync(stateFolder, cancellationToken), state => $"Rack {state.Name} is down.");

    private static Outcome<string> Said(Outcome<RackState> outcome, Func<RackState, string> text) => outcome.Match<Outcome<string>>(
        success => text(success.Value), failure => Outcome<string>.Fail(failure.Errors));

    private static Outcome<ValueArray<RackServerRow>> Rows(Outcome<RackState> outcome) => outcome.Match<Outcome<ValueArray<RackServerRow>>>(
        success => Rows(success.Value), failure => Outcome<ValueArray<RackServerRow>>.Fail(failure.Errors));

    private static ValueArray<RackServerRow> Rows(RackState state) => state.Servers.Select(Row).ToValueArray();

    private static RackServerRow Row(RackStateServer server) =>
        new(server.Name, server.Address, server.Machine, server.Serial, null, null, null, null);
}
