using Grpc.Core;
using Provisioning.Api.Engines;
using Provisioning.Api.FromWire;
using Provisioning.Api.Operations;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Hosting;

namespace Provisioning.Api.Client;

/// <summary>The engine and its operations.</summary>
public sealed partial class EngineClient
{
    private static readonly TimeSpan LeavingTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LeavingPause = TimeSpan.FromMilliseconds(10);

    /// <inheritdoc/>
    public async ValueTask<Outcome<EngineStatus?>> EngineStatusAsync(CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await ConnectionAsync(mayStart: false, cancellationToken);
            if (outcome is not Outcome<EngineConnection?>.Success { Value: var connection })
            {
                return Outcome<EngineStatus?>.Fail(outcome.Diagnostics);
            }

            if (connection is null) return (EngineStatus?)null;
            var answer = await connection.Api.HelloAsync(_connector.Greeting(), Options(ShortCall, cancellationToken));
            return answer.FromWire();
        }
        catch (RpcException exception)
        {
            return Fault("status of the engine", null, exception, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return EngineProcessDiagnostics.WasCancelled("Connecting to the engine", null, "The caller gave up waiting.");
        }
    }

    /// <inheritdoc/>
    public async ValueTask<Outcome<Acknowledgement>> StopEngineAsync(
        string actor, bool cancelRunning, CancellationToken cancellationToken)
    {
        var status = await EngineStatusAsync(cancellationToken);
        if (status is not Outcome<EngineStatus?>.Success { Value: var engine }) return Outcome<Acknowledgement>.Fail(status.Diagnostics);
        if (engine is null) return new Acknowledgement("No engine runs.");
        var call = new Wire.StopEngineCall { Actor = actor, CancelRunning = cancelRunning };
        var outcome = await CallAsync(
            "stop", anyMajor: true, LongCall, (api, options) => api.StopEngineAsync(call, options), Read, cancellationToken);
        if (outcome.Succeeded) await UntilGoneAsync(engine.Pid, cancellationToken);
        return outcome;
    }

    /// <inheritdoc/>
    public ValueTask<Outcome<ValueArray<OperationSummary>>> OperationsAsync(CancellationToken cancellationToken) =>
        CallAsync<Wire.ListOperationsAnswer, ValueArray<OperationSummary>>(
            "the list of operations",
            anyMajor: true,
            ShortCall,
            (api, options) => api.ListOperationsAsync(new Wire.ListOperationsCall(), options),
            answer => Outcomes.OfList(answer.Operations.Select(operation => operation.FromWire()).ToValueArray(), answer.Diagnostics),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Outcome<Acknowledgement>> CancelAsync(string operationId, string actor, CancellationToken cancellationToken)
    {
        var call = new Wire.CancelOperationCall { OperationId = operationId, Actor = actor };
        return CallAsync(
            "cancel", anyMajor: true, ShortCall, (api, options) => api.CancelOperationAsync(call, options), Read, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<Outcome<OperationSummary>> WatchAsync(
        string operationId, IProgress<OperationNotice> notices, CancellationToken cancellationToken)
    {
        var connected = await ConnectedAsync(anyMajor: true, cancellationToken);
        if (connected is not Outcome<EngineConnection>.Success { Value: var connection })
        {
            return Outcome<OperationSummary>.Fail(connected.Diagnostics);
        }

        try
        {
            var request = new Wire.WatchOperationCall { OperationId = operationId };
            using var call = connection.Api.WatchOperation(request, cancellationToken: cancellationToken);
            while (await call.ResponseStream.MoveNext(cancellationToken))
            {
                var next = call.ResponseStream.Current;
                if (next.Failure is { } failure) return failure.FromWire();
                if (next.Notice is { } notice) notices.Report(notice.FromWire());
                if (next.Finished is { } finished) return finished.FromWire();
            }

            return EngineProcessDiagnostics.Lost("watch", operationId, "The engine ended the call without a result.");
        }
        catch (RpcException exception)
        {
            return Fault("watch", operationId, exception, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return EngineProcessDiagnostics.WasCancelled("watch", operationId, "The caller stopped listening; the operation goes on.");
        }
    }

    /// <summary>Waits for the end of a process, so that whoever stopped the engine finds its store free; not for ever.</summary>
    private async ValueTask UntilGoneAsync(int pid, CancellationToken cancellationToken)
    {
        var begun = _options.Time.GetTimestamp();
        while (Directory.Exists($"/proc/{pid}") && _options.Time.GetElapsedTime(begun) < LeavingTime && !cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(LeavingPause, _options.Time, CancellationToken.None);
        }
    }

    private static Outcome<Acknowledgement> Read(Wire.ActionAnswer answer) => answer.FromWire();
}
