using System.Diagnostics;
using System.Text.Json.Nodes;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Simulation;
using Provisioning.Simulator.Definitions;
using Provisioning.Simulator.Racks;

namespace Provisioning.Simulator.Commands;

/// <summary>The verbs of <c>baremetal rack</c>, with arguments that somebody else parsed and output that somebody else writes.</summary>
public static class RackCommands
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// <c>rack up FILE</c>: starts the rack in this process and keeps it until the token is cancelled or <see cref="DownAsync"/> asks for it.
    /// </summary>
    /// <param name="file">The rack file.</param>
    /// <param name="stateFolder">Where keys, disks, logs and <c>rack.json</c> go.</param>
    /// <param name="started">Called once the rack is up.</param>
    /// <param name="cancellationToken">Ends the rack; not an error.</param>
    public static async Task<Outcome<RackState>> UpAsync(string file, string stateFolder, Action<RackState> started, CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(stateFolder);
        var read = Read(file);
        if (read is not Outcome<RackDefinition>.Success { Value: var definition }) return Outcome<RackState>.Fail(read.Diagnostics);
        if (RackFolder.Prepare(folder) is { } unusable) return unusable;
        using var held = RackFolder.TryHold(folder);
        if (held is null) return SimulationDiagnostics.AlreadyRunning(folder, RackState.Read(folder)?.ProcessId ?? 0);

        var outcome = await Rack.StartAsync(definition, new RackOptions { StateFolder = folder }, cancellationToken);
        if (outcome is not Outcome<Rack>.Success { Value: var rack }) return Outcome<RackState>.Fail(outcome.Diagnostics);
        await using (rack)
        {
            var authority = Path.Combine(folder, "ca.pem");
            await File.WriteAllTextAsync(authority, rack.AuthorityPem + "\n", CancellationToken.None);
            var state = RackState.Of(rack, authority, Environment.ProcessId);
            state.Write(folder);
            started(state);
            await rack.UntilStoppedAsync(cancellationToken);
            return state;
        }
    }

    /// <summary><c>rack up FILE --detach</c>: starts a rack in a process of its own and returns when it is up.</summary>
    /// <param name="file">The rack file; what is wrong with it is told before anything is started.</param>
    /// <param name="stateFolder">Its state folder.</param>
    /// <param name="foreground">The program and arguments that run <see cref="UpAsync"/> for the same file and folder.</param>
    /// <param name="cancellationToken">Ends the wait, and the rack.</param>
    public static async Task<Outcome<RackState>> DetachAsync(
        string file, string stateFolder, IReadOnlyList<string> foreground, CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(stateFolder);
        if (Read(file) is Outcome<RackDefinition>.Failure malformed) return Outcome<RackState>.Fail(malformed.Errors);
        if (RackFolder.Prepare(folder) is { } unusable) return unusable;
        if (RackFolder.IsHeld(folder)) return SimulationDiagnostics.AlreadyRunning(folder, RackState.Read(folder)?.ProcessId ?? 0);
        File.Delete(Path.Combine(folder, RackState.FileName));
        var log = Path.Combine(folder, "rack.log");

        // Nothing of this process may stay open in the rack: a caller that reads our output to its end would wait for the rack's.
        const string Detach = """log=$1; shift; exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-; exec setsid "$@" </dev/null >"$log" 2>&1""";
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Detach, "detach", log, .. foreground]))!;
        var time = TimeProvider.System;
        var begun = time.GetTimestamp();
        try
        {
            while (time.GetElapsedTime(begun) < StartTime)
            {
                if (RackState.Read(folder) is { } state && RackFolder.IsHeld(folder)) return state;
                if (process.HasExited) return SimulationDiagnostics.DidNotStart(folder, Tail(log));
                await Task.Delay(Interval, time, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        process.Kill(entireProcessTree: true);
        return SimulationDiagnostics.DidNotStart(folder, Tail(log));
    }

    /// <summary><c>rack status</c>.</summary>
    public static async Task<Outcome<RackStatus>> StatusAsync(string stateFolder, CancellationToken cancellationToken)
    {
        if (Running(stateFolder) is not { } state) return SimulationDiagnostics.NotRunning(Path.GetFullPath(stateFolder));
        using var control = new RackControl(state);
        var (body, problem) = await control.SendAsync(HttpMethod.Get, "rack/v1/servers", null, cancellationToken);
        if (body is not JsonArray servers) return SimulationDiagnostics.ControlFailed(problem ?? "an empty answer");
        return new RackStatus(state, state.Servers.Zip(servers, (server, view) => new RackServerStatus(
            server,
            view!["power"]!.GetValue<string>(),
            view["bootProgress"]!.GetValue<string>(),
            view["bootCount"]!.GetValue<int>(),
            view["requests"]!.GetValue<long>(),
            view["faults"]!.GetValue<int>())).ToValueArray());
    }

    /// <summary>
    /// <c>rack set SERVER KEY=VALUE…</c>: changes a server behind its clients' backs. Keys are those of the control API with dots for
    /// nesting, e.g. <c>bios.ProcTurboMode=Disabled</c>, <c>serial=X</c>, <c>power=Off</c>, <c>reachable=false</c>, <c>certificate=renew</c>.
    /// </summary>
    public static async Task<Outcome<RackState>> SetAsync(string stateFolder, string server, IReadOnlyList<string> assignments, CancellationToken cancellationToken)
    {
        var body = new JsonObject();
        foreach (var assignment in assignments)
        {
            var equals = assignment.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) return SimulationDiagnostics.ControlFailed($"'{assignment}' is not KEY=VALUE");
            var keys = assignment[..equals].Split('.', 2);
            if (keys.Length == 1) body[keys[0]] = assignment[(equals + 1)..];
            else (body[keys[0]] ??= new JsonObject()).AsObject()[keys[1]] = assignment[(equals + 1)..];
        }

        return await SendAsync(stateFolder, HttpMethod.Patch, server, "", body.ToJsonString(), cancellationToken);
    }

    /// <summary><c>rack fault SERVER FAULT</c>: lets a fault wait, written as in the rack file or as JSON; an empty text takes all away.</summary>
    public static Task<Outcome<RackState>> FaultAsync(string stateFolder, string server, string fault, CancellationToken cancellationToken) => fault.Length == 0
        ? SendAsync(stateFolder, HttpMethod.Delete, server, "/faults", null, cancellationToken)
        : SendAsync(stateFolder, HttpMethod.Post, server, "/faults", fault, cancellationToken);

    /// <summary><c>rack down</c>: stops the rack and all it started, by force if it does not listen. Succeeds with what ran.</summary>
    public static async Task<Outcome<RackState>> DownAsync(string stateFolder, CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(stateFolder);
        if (Running(folder) is not { } state) return SimulationDiagnostics.NotRunning(folder);
        using (var control = new RackControl(state)) await control.SendAsync(HttpMethod.Post, "rack/v1/stop", null, cancellationToken);
        var time = TimeProvider.System;
        var begun = time.GetTimestamp();
        while (RackFolder.IsHeld(folder))
        {
            if (time.GetElapsedTime(begun) > StopTime)
            {
                // The lock is still held, so the process id is not another's; its machines end with it.
                using var process = Process.GetProcessById(state.ProcessId);
                process.Kill();
            }

            await Task.Delay(Interval, time, cancellationToken);
        }

        return state;
    }

    private static RackState? Running(string stateFolder) => RackFolder.IsHeld(stateFolder) ? RackState.Read(stateFolder) : null;

    private static async Task<Outcome<RackState>> SendAsync(
        string stateFolder, HttpMethod method, string server, string path, string? body, CancellationToken cancellationToken)
    {
        if (Running(stateFolder) is not { } state) return SimulationDiagnostics.NotRunning(Path.GetFullPath(stateFolder));
        using var control = new RackControl(state);
        var (_, problem) = await control.SendAsync(method, $"rack/v1/servers/{Uri.EscapeDataString(server)}{path}", body, cancellationToken);
        return problem is null ? state : SimulationDiagnostics.ControlFailed(problem);
    }

    private static Outcome<RackDefinition> Read(string file)
    {
        if (Directory.Exists(file)) return SimulationDiagnostics.Unreadable(file, "It is a folder, not a file.");
        try
        {
            return RackDefinition.Parse(File.ReadAllText(file), file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return SimulationDiagnostics.Unreadable(file, exception.Message);
        }
    }

    private static string Tail(string log)
    {
        const int Lines = 20;
        return File.Exists(log) ? string.Join('\n', File.ReadAllLines(log).TakeLast(Lines)) : "it wrote nothing";
    }
}
