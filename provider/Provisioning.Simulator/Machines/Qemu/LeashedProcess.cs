using System.Diagnostics;

namespace Provisioning.Simulator.Machines.Qemu;

/// <summary>
/// A program that cannot outlive this process: a small shell in a session of its own waits on a pipe that only this process holds,
/// and kills the program when the pipe ends, however this process ended. (A parent-death signal would be tied to the thread that
/// started the program, and threads of a pool come and go.)
/// </summary>
internal sealed class LeashedProcess : IAsyncDisposable
{
    internal const string Leash =
        """
        log=$1; shift
        "$@" </dev/null >>"$log" 2>&1 &
        child=$!
        echo "$child"
        read -r _
        kill -KILL "$child" 2>/dev/null
        wait "$child" 2>/dev/null
        """;

    private readonly Process _shell;

    private LeashedProcess(Process shell, int processId)
    {
        _shell = shell;
        ProcessId = processId;
    }

    /// <summary>The program's process id.</summary>
    public int ProcessId { get; }

    /// <summary>Starts a program; what it writes goes to a log file.</summary>
    /// <exception cref="MachineException">It cannot be started.</exception>
    public static async Task<LeashedProcess> StartAsync(string program, IEnumerable<string> arguments, string logFile, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("setsid", ["/bin/sh", "-c", Leash, "leash", logFile, program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var shell = Process.Start(start) ?? throw new MachineException($"{program} did not start.");
        var line = await shell.StandardOutput.ReadLineAsync(cancellationToken);
        if (int.TryParse(line, out var processId)) return new LeashedProcess(shell, processId);
        shell.Dispose();
        throw new MachineException($"{program} did not start.");
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync(CancellationToken.None);
        _shell.Dispose();
    }
}
