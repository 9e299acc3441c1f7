using Grpc.Core;
using Provisioning.Api.Engines;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Hosting;

namespace Provisioning.Api.Client;

/// <summary>
/// The engine behind its socket. Connects, and starts an engine, on the first call; connects again on the first call after the engine went
/// away. Everything that can go wrong between the two comes back as a BM81xx diagnostic.
/// </summary>
public sealed partial class EngineClient : IEngineClient, IEngineControl
{
    private const int MostLeavingEngines = 3;
    private static readonly TimeSpan LongCall = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan ShortCall = TimeSpan.FromMinutes(1);

    private readonly EngineClientOptions _options;
    private readonly EngineConnector _connector;
    private readonly SemaphoreSlim _connecting = new(1, 1);
    private EngineConnection? _connection;

    /// <summary>Makes a client; nothing is connected or started yet.</summary>
    public EngineClient(EngineClientOptions options)
    {
        _options = options;
        _connector = new EngineConnector(options);
    }

    /// <summary>What the engine said of itself when it was last greeted; null before the first call.</summary>
    public EngineStatus? Greeting => _connection?.Greeting;

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _connection?.Dispose();
        _connection = null;
        _connecting.Dispose();
        return ValueTask.CompletedTask;
    }

    private static Diagnostic Fault(string call, string? operationId, RpcException exception, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return EngineProcessDiagnostics.WasCancelled(call, operationId, "The caller gave up waiting.");
        }

        return exception.StatusCode switch
        {
            StatusCode.Unimplemented => EngineProcessDiagnostics.NotOffered(call),
            StatusCode.InvalidArgument => EngineProcessDiagnostics.Misunderstood(call, exception.Status.Detail),
            StatusCode.ResourceExhausted => EngineProcessDiagnostics.Misunderstood(call, "The message is larger than the other end takes."),
            StatusCode.DeadlineExceeded => EngineProcessDiagnostics.Lost(call, operationId, "The engine did not answer in time."),
            _ => EngineProcessDiagnostics.Lost(call, operationId, $"The call ended with {exception.StatusCode}."),
        };
    }

    /// <summary>One call with one answer.</summary>
    private async ValueTask<Outcome<T>> CallAsync<TAnswer, T>(
        string name,
        bool anyMajor,
        TimeSpan limit,
        Func<Wire.EngineApi.EngineApiClient, CallOptions, AsyncUnaryCall<TAnswer>> call,
        Func<TAnswer, Outcome<T>> read,
        CancellationToken cancellationToken)
    {
        return await OnConnectionAsync(
            name,
            anyMajor,
            async connection =>
            {
                using var running = call(connection.Api, Options(limit, cancellationToken));
                return read(await running.ResponseAsync);
            },
            cancellationToken);
    }

    /// <summary>
    /// Does something on the connection. An engine that is leaving refuses before it begins anything, and the next one is asked instead.
    /// </summary>
    private async ValueTask<Outcome<T>> OnConnectionAsync<T>(
        string name, bool anyMajor, Func<EngineConnection, ValueTask<Outcome<T>>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var connected = await ConnectedAsync(anyMajor, cancellationToken);
            if (connected is not Outcome<EngineConnection>.Success { Value: var connection }) return Outcome<T>.Fail(connected.Diagnostics);
            try
            {
                return await work(connection);
            }
            catch (RpcException exception) when (exception.StatusCode == StatusCode.FailedPrecondition && attempt < MostLeavingEngines)
            {
                Drop(connection);
            }
            catch (RpcException exception)
            {
                return Fault(name, null, exception, cancellationToken);
            }
            catch (InvalidDataException exception)
            {
                return EngineProcessDiagnostics.Misunderstood(name, exception.Message);
            }
        }
    }

    private void Drop(EngineConnection connection)
    {
        if (Interlocked.CompareExchange(ref _connection, null, connection) == connection) connection.Dispose();
    }

    private async ValueTask<Outcome<EngineConnection>> ConnectedAsync(bool anyMajor, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await ConnectionAsync(_options.MayStart, cancellationToken);
            if (outcome is not Outcome<EngineConnection?>.Success { Value: var connection })
            {
                return Outcome<EngineConnection>.Fail(outcome.Diagnostics);
            }

            if (connection is null) return EngineProcessDiagnostics.Unreachable(_options.Place.StoreFolder, "No engine runs.");
            return anyMajor || connection.Greeting?.Version.Major == _options.ApiVersion.Major
                ? connection
                : EngineProcessDiagnostics.OtherMajor($"{connection.Greeting?.Version}", $"{_options.ApiVersion}");
        }
        catch (OperationCanceledException)
        {
            return EngineProcessDiagnostics.WasCancelled("Connecting to the engine", null, "The caller gave up waiting.");
        }
    }

    private async ValueTask<Outcome<EngineConnection?>> ConnectionAsync(bool mayStart, CancellationToken cancellationToken)
    {
        if (_connection is { IsAlive: true } living) return living;
        await _connecting.WaitAsync(cancellationToken);
        try
        {
            if (_connection is { IsAlive: true } meanwhile) return meanwhile;
            _connection?.Dispose();
            _connection = null;
            var outcome = await _connector.ConnectAsync(mayStart, cancellationToken);
            if (outcome is Outcome<EngineConnection?>.Success success) _connection = success.Value;
            return outcome;
        }
        finally
        {
            _connecting.Release();
        }
    }

    private CallOptions Options(TimeSpan limit, CancellationToken cancellationToken) =>
        new(deadline: _options.Time.GetUtcNow().UtcDateTime + limit, cancellationToken: cancellationToken);
}
