using Grpc.Core;
using Provisioning.Api.FromWire;
using Provisioning.Api.ToWire;
using Provisioning.Api.Wire;
using Provisioning.Host.Logs;
using Provisioning.Host.Operations;
using Provisioning.Model.Collections;
using Provisioning.Model.Hosting;
using Provisioning.Schema.Requests;
using Operation = Provisioning.Host.Operations.Operation;
using OperationKind = Provisioning.Api.Operations.OperationKind;

namespace Provisioning.Host.Serving;

/// <summary>Resources.</summary>
internal sealed partial class EngineService
{
    /// <inheritdoc/>
    public override Task<PlanAnswer> Plan(PlanCall request, ServerCallContext context) => AttachedAsync(
        OperationKind.Plan,
        request.TypeName,
        request.Door,
        request.FromWire,
        facade.PlanAsync,
        reply => reply.ToWire(),
        diagnostic => new PlanAnswer { Planned = request.Prior, Diagnostics = { diagnostic.ToWire() } },
        context.CancellationToken);

    /// <inheritdoc/>
    public override Task<ReadAnswer> Read(ReadCall request, ServerCallContext context) => AttachedAsync(
        OperationKind.Read,
        request.TypeName,
        request.Door,
        request.FromWire,
        facade.ReadAsync,
        reply => reply.ToWire(),
        diagnostic => new ReadAnswer { State = request.State, Private = request.Private, Diagnostics = { diagnostic.ToWire() } },
        context.CancellationToken);

    /// <inheritdoc/>
    public override Task<ImportAnswer> Import(ImportCall request, ServerCallContext context) => AttachedAsync(
        OperationKind.Import,
        $"{request.TypeName}/{request.Id}",
        request.Door,
        request.FromWire,
        facade.ImportAsync,
        reply => reply.ToWire(),
        diagnostic => new ImportAnswer { Diagnostics = { diagnostic.ToWire() } },
        context.CancellationToken);

    /// <inheritdoc/>
    public override async Task Apply(ApplyCall request, IServerStreamWriter<ApplyEvent> responseStream, ServerCallContext context)
    {
        var door = Door(request.Door);
        ApplyRequest asked;
        try
        {
            asked = request.FromWire();
        }
        catch (InvalidDataException exception)
        {
            throw NotUnderstood(exception);
        }

        var target = ApplyIdentity.Target(asked.TypeName, asked.Config, asked.Planned, asked.Prior);
        var started = registry.Start(target, ApplyIdentity.Digest(request), door, (operation, token) => WorkAsync(asked, door, operation, token))
            ?? throw Leaving();
        var (apply, adopted) = started;
        var queue = apply.Operation.Listen();
        try
        {
            var greeting = new OperationStarted { OperationId = apply.Operation.OperationId, Adopted = adopted };
            await responseStream.WriteAsync(new ApplyEvent { Started = greeting }, context.CancellationToken);
            await foreach (var notice in queue.ReadAsync(context.CancellationToken))
            {
                await responseStream.WriteAsync(new ApplyEvent { Notice = notice.ToWire() }, context.CancellationToken);
            }

            var reply = await apply.Result.WaitAsync(context.CancellationToken);
            await responseStream.WriteAsync(new ApplyEvent { Result = reply.ToWire() }, context.CancellationToken);
            registry.Deliver(apply);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or InvalidOperationException
            && context.CancellationToken.IsCancellationRequested)
        {
            // The door is gone without a cancel: the operation goes on, and the next door is joined to it.
            log.Write($"{apply.Operation.OperationId} on {target} has lost its door");
        }
        finally
        {
            apply.Operation.Leave(queue);
        }
    }

    private void Note(string operation, string target, ValueArray<Model.Diagnostics.Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            var level = diagnostic.IsError ? EngineLogLevel.Error : EngineLogLevel.Warning;
            log.Write(level, $"operation={operation} code={diagnostic.Code} {target}: {diagnostic.Summary}: {diagnostic.Seen}");
        }
    }

    private async Task<ApplyReply> WorkAsync(
        ApplyRequest request, Model.Sites.DoorContext door, Operation operation, CancellationToken cancellationToken)
    {
        try
        {
            log.Write($"operation={operation.OperationId} apply of {operation.Target} begins for {door.Actor} ({door.Door})");
            var reply = await facade.ApplyAsync(door, request, operation, cancellationToken);
            Note(operation.OperationId, operation.Target, reply.Diagnostics);
            log.Write($"operation={operation.OperationId} apply of {operation.Target} ended");
            return reply;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            var diagnostic = EngineProcessDiagnostics.WasCancelled("apply", operation.OperationId, "It was told to stop.");
            return new ApplyReply { State = request.Prior, Private = request.PlannedPrivate, Diagnostics = [diagnostic] };
        }
        catch (Exception exception)
        {
            var diagnostic = Unexpected($"apply {operation.Target}", exception);
            return new ApplyReply { State = request.Prior, Private = request.PlannedPrivate, Diagnostics = [diagnostic] };
        }
    }
}
