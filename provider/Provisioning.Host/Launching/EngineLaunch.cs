using System.IO.Pipes;
using Provisioning.Api.Client;
using Provisioning.Api.Local;
using Provisioning.Model.Hosting;

namespace Provisioning.Host.Launching;

/// <summary>What <c>baremetal engine launch</c> does: starts an engine apart from everything, and tells how that went.</summary>
public static class EngineLaunch
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(25);

    /// <summary>Starts <c>engine run</c> and waits for its line: it listens, another one does, or why not.</summary>
    /// <param name="program">The program.</param>
    /// <param name="place">The store and its socket.</param>
    /// <param name="environment">The environment of the door.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up waiting; the engine goes on.</param>
    public static async ValueTask<LaunchReport> RunAsync(
        EngineProgram program,
        EnginePlace place,
        IReadOnlyDictionary<string, string> environment,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        await using var pipe = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None);
        string[] arguments =
        [
            program.Executable, .. program.FirstArguments,
            "engine", "run", "--store", place.StoreFolder, "--site", place.Site, "--report",
        ];
        var error = DetachedProcess.Start(arguments, EngineEnvironment.Of(environment), pipe.ClientSafePipeHandle);
        pipe.DisposeLocalCopyOfClientHandle();
        if (error != 0) return Failed(place, $"{program.Executable} could not be started: error {error}.");
        using var reader = new StreamReader(pipe);
        try
        {
            var line = await reader.ReadLineAsync(limit.Token).AsTask().WaitAsync(limit.Token);
            return LaunchReport.FromLine(line) ?? Failed(place, $"The engine ended before it listened; see {place.LogFile}.");
        }
        catch (OperationCanceledException)
        {
            return Failed(place, $"The engine did not say within {Deadline.TotalSeconds:0} s that it listens; see {place.LogFile}.");
        }
    }

    private static LaunchReport Failed(EnginePlace place, string seen) =>
        new(LaunchOutcome.Failed, [EngineProcessDiagnostics.Unreachable(place.StoreFolder, seen)]);
}
