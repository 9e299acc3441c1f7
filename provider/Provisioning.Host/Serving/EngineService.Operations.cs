using Grpc.Core;
using Provisioning.Api.ToWire;
using Provisioning.Api.Wire;
using Provisioning.Model.Hosting;

namespace Provisioning.Host.Serving;

/// <summary>Operations.</summary>
internal sealed partial class EngineService
{
    /// <inheritdoc/>
    public override Task<ListOperationsAnswer> ListOperations(ListOperationsCall request, ServerCallContext context)
    {
        var answer = new ListOperationsAnswer();
        answer.Operations.Add(registry.Summaries.Select(operation => operation.ToWire()));
        return Task.FromResult(answer);
    }

    /// <inheritdoc/>
    public override Task<ActionAnswer> CancelOperation(CancelOperationCall request, ServerCallContext context)
    {
        if (registry.Find(request.OperationId) is not { } operation)
        {
            return Task.FromResult(Refused(EngineProcessDiagnostics.UnknownOperation(request.OperationId)));
        }

        log.Write($"{operation.OperationId} on {operation.Target} is cancelled by {(request.Actor.Length == 0 ? "its door" : request.Actor)}");
        operation.Cancel();
        return Task.FromResult(new ActionAnswer { Done = $"{operation.OperationId} on {operation.Target} stops." });
    }

    /// <inheritdoc/>
    public override async Task WatchOperation(
        WatchOperationCall request, IServerStreamWriter<WatchEvent> responseStream, ServerCallContext context)
    {
        if (registry.Find(request.OperationId) is not { } operation)
        {
            var unknown = EngineProcessDiagnostics.UnknownOperation(request.OperationId);
            await responseStream.WriteAsync(new WatchEvent { Failure = unknown.ToWire() }, context.CancellationToken);
            return;
        }

        var queue = operation.Listen();
        try
        {
            await foreach (var notice in queue.ReadAsync(context.CancellationToken))
            {
                await responseStream.WriteAsync(new WatchEvent { Notice = notice.ToWire() }, context.CancellationToken);
            }

            await responseStream.WriteAsync(new WatchEvent { Finished = operation.Summary.ToWire() }, context.CancellationToken);
        }
        finally
        {
            operation.Leave(queue);
        }
    }
}
