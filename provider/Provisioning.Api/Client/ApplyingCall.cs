using Grpc.Core;
using Provisioning.Api.FromWire;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Hosting;
using Provisioning.Schema.Requests;

namespace Provisioning.Api.Client;

/// <summary>
/// One apply, from its call to its result. The caller's token never ends the call itself: it has the operation cancelled in the engine,
/// which stops by its step's class, and the partial result is awaited for a bounded time.
/// </summary>
internal sealed class ApplyingCall(Wire.EngineApi.EngineApiClient api, EngineClientOptions options)
{
    private static readonly TimeSpan CancelDeadline = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource<string> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private string? OperationId => _started.Task.IsCompletedSuccessfully ? _started.Task.Result : null;

    /// <summary>Calls, passes the notices on, and gives the result.</summary>
    /// <exception cref="RpcException">The engine is leaving, and has begun nothing (FailedPrecondition).</exception>
    public async ValueTask<Outcome<ApplyReply>> RunAsync(
        Wire.ApplyCall request, IProgress<OperationNotice>? events, CancellationToken cancellationToken)
    {
        using var givenUp = new CancellationTokenSource();
        await using var registration = cancellationToken.Register(() => _ = CancelOperationAsync(givenUp, givenUp.Token));
        try
        {
            using var call = api.Apply(request, cancellationToken: givenUp.Token);
            while (await call.ResponseStream.MoveNext(givenUp.Token))
            {
                var next = call.ResponseStream.Current;
                if (next.Started is { } started) _started.TrySetResult(started.OperationId);
                if (next.Notice is { } notice) events?.Report(notice.FromWire());
                if (next.Result is { } result) return result.FromWire();
            }

            return EngineProcessDiagnostics.Lost("apply", OperationId, "The engine ended the call without a result.");
        }
        catch (RpcException exception) when (exception.StatusCode != StatusCode.FailedPrecondition)
        {
            return exception.StatusCode switch
            {
                StatusCode.InvalidArgument => EngineProcessDiagnostics.Misunderstood("apply", exception.Status.Detail),
                _ when givenUp.IsCancellationRequested => EngineProcessDiagnostics.WasCancelled(
                    "apply", OperationId, $"The operation had not stopped after {options.CancelWait.TotalSeconds:0} s; it stops by itself."),
                _ => EngineProcessDiagnostics.Lost("apply", OperationId, $"The call ended with {exception.StatusCode}."),
            };
        }
        catch (OperationCanceledException)
        {
            return EngineProcessDiagnostics.WasCancelled("apply", OperationId, "The operation had not stopped in time.");
        }
        catch (InvalidDataException exception)
        {
            return EngineProcessDiagnostics.Misunderstood("apply", exception.Message);
        }
        finally
        {
            _started.TrySetCanceled(CancellationToken.None);
        }
    }

    private async Task CancelOperationAsync(CancellationTokenSource givenUp, CancellationToken cancellationToken)
    {
        try
        {
            var id = await _started.Task.WaitAsync(options.CancelWait, options.Time, cancellationToken);
            var call = new Wire.CancelOperationCall { OperationId = id };
            await api.CancelOperationAsync(call, deadline: options.Time.GetUtcNow().UtcDateTime + CancelDeadline, cancellationToken: cancellationToken);
            await Task.Delay(options.CancelWait, options.Time, cancellationToken);
            await givenUp.CancelAsync();
        }
        catch (Exception exception) when (exception is RpcException or OperationCanceledException or TimeoutException or ObjectDisposedException)
        {
            // The call has ended already, or the connection has; either way its own reader says what became of it.
        }
    }
}
