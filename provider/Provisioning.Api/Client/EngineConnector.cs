using System.Net.Sockets;
using Grpc.Core;
using Provisioning.Api.Engines;
using Provisioning.Api.FromWire;
using Provisioning.Api.Local;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Hosting;

namespace Provisioning.Api.Client;

/// <summary>
/// Finds or starts the engine. The order that heals every race: connect; if refused, launch once and go on connecting. The loser of two
/// engines leaves by itself, and what a killed engine left behind is refused like no engine at all. Only when nothing answers for seconds
/// (the engine that held the store left meanwhile) is there another launch, until the deadline.
/// </summary>
internal sealed class EngineConnector(EngineClientOptions options)
{
    private const int PausesBeforeNextLaunch = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan GreetingDeadline = TimeSpan.FromSeconds(10);

    private readonly EngineLauncher _launcher = new(options);

    /// <summary>A greeted connection, or why there is none. Null where none runs and none may be started.</summary>
    public async ValueTask<Outcome<EngineConnection?>> ConnectAsync(bool mayStart, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.ConnectDeadline, options.Time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await ConnectWithinAsync(mayStart, limit.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            var seen = $"No engine answered at {SocketPath()} within {options.ConnectDeadline.TotalSeconds:0} s.";
            return EngineProcessDiagnostics.Unreachable(options.Place.StoreFolder, seen);
        }
    }

    /// <summary>How this door presents itself.</summary>
    public Wire.HelloCall Greeting() => new()
    {
        Major = options.ApiVersion.Major,
        Minor = options.ApiVersion.Minor,
        ProgramVersion = options.ProgramVersion,
        Pid = Environment.ProcessId,
    };

    private async ValueTask<Outcome<EngineConnection?>> ConnectWithinAsync(bool mayStart, CancellationToken cancellationToken)
    {
        var pauses = PausesBeforeNextLaunch;
        var replaced = false;
        while (true)
        {
            var attempt = await TryConnectAsync(cancellationToken);
            if (attempt is Outcome<EngineConnection?>.Failure) return attempt;
            if (attempt is Outcome<EngineConnection?>.Success { Value: { } connection })
            {
                if (replaced || !mayStart || !await LeavesForNewerDoorAsync(connection, cancellationToken)) return connection;
                connection.Dispose();
                replaced = true;
            }

            if (!mayStart) return (EngineConnection?)null;
            if (pauses < PausesBeforeNextLaunch)
            {
                await Task.Delay(Pause, options.Time, cancellationToken);
                pauses++;
                continue;
            }

            pauses = 0;
            var report = await _launcher.LaunchAsync(cancellationToken);
            if (report.Outcome == LaunchOutcome.Failed) return Outcome<EngineConnection?>.Fail(report.Diagnostics);
        }
    }

    private async ValueTask<Outcome<EngineConnection?>> TryConnectAsync(CancellationToken cancellationToken)
    {
        var path = SocketPath();
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            if (PeerCheck.Of(socket, path) is { } foreign)
            {
                socket.Dispose();
                return foreign;
            }
        }
        catch (SocketException)
        {
            socket.Dispose();
            return (EngineConnection?)null;
        }

        var connection = new EngineConnection(socket);
        try
        {
            var answer = await connection.Api.HelloAsync(Greeting(), deadline: Deadline(), cancellationToken: cancellationToken);
            connection.Greeting = answer.FromWire();
            return connection;
        }
        catch (RpcException)
        {
            connection.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            return (EngineConnection?)null;
        }
    }

    /// <summary>Only a newer door replaces an older engine, and only an idle one.</summary>
    private async ValueTask<bool> LeavesForNewerDoorAsync(EngineConnection connection, CancellationToken cancellationToken)
    {
        if (connection.Greeting is not { IsIdle: true } engine || engine.Version.Major != options.ApiVersion.Major) return false;
        if (!IsNewer(engine)) return false;
        try
        {
            var call = new Wire.StopEngineCall { CancelRunning = false, Actor = "a newer door" };
            var answer = await connection.Api.StopEngineAsync(call, deadline: Deadline(), cancellationToken: cancellationToken);
            return answer.HasDone;
        }
        catch (RpcException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }

    private bool IsNewer(EngineStatus engine)
    {
        if (engine.Version.Minor != options.ApiVersion.Minor) return options.ApiVersion.Minor > engine.Version.Minor;
        return Version.TryParse(options.ProgramVersion, out var door) && Version.TryParse(engine.ProgramVersion, out var running)
            && door > running;
    }

    private string SocketPath() =>
        EngineFile.Read(options.Place.EngineFile) is { Endpoint.Length: > 0 and <= 107 } file ? file.Endpoint : options.Place.SocketPath;

    private DateTime Deadline() => options.Time.GetUtcNow().UtcDateTime + GreetingDeadline;
}
