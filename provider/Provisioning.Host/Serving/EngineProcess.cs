using Provisioning.Api.Client;
using Provisioning.Api.Engines;
using Provisioning.Api.Local;
using Provisioning.Host.Launching;
using Provisioning.Host.Logs;
using Provisioning.Host.Operations;
using Provisioning.Host.Stores;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Hosting;

namespace Provisioning.Host.Serving;

/// <summary>The engine process, from taking the store to leaving it.</summary>
public static class EngineProcess
{
    /// <summary>It left in good order.</summary>
    public const int Left = 0;

    /// <summary>It could not start; the report says why.</summary>
    public const int NotStarted = 1;

    /// <summary>Its store was removed or replaced, and it stopped where it was.</summary>
    public const int StoreLost = 3;

    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LeavePatience = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Takes the store, serves, leaves. The token means a polite request to end: what runs is cancelled, and stops by its steps' classes.
    /// </summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(EngineRunOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await StartAsync(options, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Fail(options, EngineProcessDiagnostics.NotWritable(options.Place.StoreFolder, exception.Message));
        }
    }

    private static async Task<int> StartAsync(EngineRunOptions options, CancellationToken cancellationToken)
    {
        var place = options.Place;
        if (NetworkFileSystems.NameAt(NearestExisting(place.StoreFolder)) is { } network)
        {
            return Fail(options, EngineProcessDiagnostics.OnNetwork(place.StoreFolder, network));
        }

        var refusal = PrivateFolder.Ensure(place.StoreFolder, place.StoreFolder) ?? PrivateFolder.Ensure(place.SocketFolder, place.StoreFolder);
        if (refusal is not null) return Fail(options, refusal);
        using var held = await StoreTaking.TakeAsync(place, LockPatience, options.Time, cancellationToken);
        if (held is null)
        {
            options.Report(new LaunchReport(LaunchOutcome.Held, []));
            return Left;
        }

        using var guard = new StoreGuard(place.StoreFolder, place.LockFile, held.Identity);
        using var log = new EngineLog(place.LogFile, options.Time);
        var start = new EngineStart
        {
            Site = place.Site,
            StoreFolder = place.StoreFolder,
            Generation = held.Generation,
            Guard = guard,
            Log = log,
            Time = options.Time,
            Environment = options.Environment,
        };
        log.Write($"starts as process {Environment.ProcessId}, generation {held.Generation}");
        var opened = await options.Facade.OpenAsync(start, cancellationToken);
        if (opened is not Outcome<IEngineFacade>.Success { Value: var facade })
        {
            foreach (var diagnostic in opened.Diagnostics) log.Write($"cannot start: {diagnostic}");
            return Fail(options, [.. opened.Diagnostics]);
        }

        var exitCode = await ServeAsync(options, facade, guard, log, opened.Diagnostics, cancellationToken);
        if (exitCode == Left) await facade.DisposeAsync();
        return exitCode;
    }

    private static async Task<int> ServeAsync(
        EngineRunOptions options,
        IEngineFacade facade,
        StoreGuard guard,
        EngineLog log,
        ValueArray<Diagnostic> warnings,
        CancellationToken cancellationToken)
    {
        var place = options.Place;
        var limit = IdleLimit.From(options.Environment);
        if (EngineEnvironment.IsContinuousIntegration(options.Environment))
        {
            warnings = warnings.Add(EngineProcessDiagnostics.OnRunner(place.StoreFolder));
        }

        var registry = new OperationRegistry(options.Time);
        var doors = new DoorCount(options.Time);
        using var exit = new EngineExit();
        var identity = new EngineIdentity(Describe(place, facade, limit, warnings, options.Time));
        var service = new EngineService(facade, registry, identity, exit, log);
        var server = EngineServer.Create(place.SocketPath, service, guard, doors, log);
        File.Delete(place.SocketPath);
        await server.StartAsync(cancellationToken);
        new EngineFile(place.SocketPath, Environment.ProcessId, $"{ApiVersion.Current}", facade.Generation).Write(place.EngineFile);
        options.Report(new LaunchReport(LaunchOutcome.Ready, []));

        var watch = new IdleWatch(registry, doors, guard, exit, log, options.Time, limit).RunAsync(exit.Leaving);
        await WaitAsync(exit.Leaving, guard.Lost, cancellationToken);
        if (cancellationToken.IsCancellationRequested && !guard.Lost.IsCancellationRequested)
        {
            log.Write("told to end by a signal");
            await LeaveWithinAsync(registry, options.Time, guard.Lost);
            exit.Leave();
        }

        if (guard.Lost.IsCancellationRequested)
        {
            // Nothing is tidied: the socket's name and the store's files may belong to another engine by now.
            log.Write("the store was removed or replaced; stops here");
            return StoreLost;
        }

        await watch;
        File.Delete(place.EngineFile);
        await server.StopAsync(CancellationToken.None);
        await server.DisposeAsync();
        log.Write("has left");
        return Left;
    }

    private static EngineStatus Describe(
        EnginePlace place, IEngineFacade facade, TimeSpan limit, ValueArray<Diagnostic> warnings, TimeProvider time) => new()
        {
            Version = ApiVersion.Current,
            ProgramVersion = EngineClientOptions.OwnProgramVersion,
            Pid = Environment.ProcessId,
            Uid = PeerCheck.OwnUser,
            Site = place.Site,
            StoreFolder = place.StoreFolder,
            Generation = facade.Generation,
            Running = 0,
            StartedAt = time.GetUtcNow(),
            IdleLimit = limit,
            Warnings = warnings,
        };

    private static async Task WaitAsync(CancellationToken leaving, CancellationToken lost, CancellationToken cancellationToken)
    {
        using var any = CancellationTokenSource.CreateLinkedTokenSource(leaving, lost, cancellationToken);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = any.Token.Register(ended.SetResult);
        await ended.Task;
    }

    private static async Task LeaveWithinAsync(OperationRegistry registry, TimeProvider time, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(LeavePatience, time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await registry.LeaveAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // A step that cannot be stopped has not ended in time; the journal knows it, and the next engine resumes it.
        }
    }

    private static string NearestExisting(string folder)
    {
        var candidate = folder;
        while (!Directory.Exists(candidate) && Path.GetDirectoryName(candidate) is { } parent) candidate = parent;
        return candidate;
    }

    private static int Fail(EngineRunOptions options, params ReadOnlySpan<Diagnostic> diagnostics)
    {
        options.Report(new LaunchReport(LaunchOutcome.Failed, [.. diagnostics]));
        return NotStarted;
    }
}
