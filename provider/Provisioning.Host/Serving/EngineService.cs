using Grpc.Core;
using Provisioning.Api.FromWire;
using Provisioning.Api.ToWire;
using Provisioning.Api.Wire;
using Provisioning.Host.Logs;
using Provisioning.Host.Operations;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Hosting;
using DoorContext = Provisioning.Model.Sites.DoorContext;
using OperationKind = Provisioning.Api.Operations.OperationKind;

namespace Provisioning.Host.Serving;

/// <summary>
/// The engine's API: translates, delegates to the facade, and keeps the registry of operations. Expected failures travel in the answers;
/// a status other than OK means that a message was not understood, that the caller has gone, or that the engine is leaving and has begun
/// nothing.
/// </summary>
internal sealed partial class EngineService(
    IEngineFacade facade, OperationRegistry registry, EngineIdentity identity, EngineExit exit, IEngineLog log)
    : EngineApi.EngineApiBase
{
    /// <inheritdoc/>
    public override Task<HelloAnswer> Hello(HelloCall request, ServerCallContext context)
    {
        if (registry.IsLeaving) throw Leaving();
        return Task.FromResult((identity.Status with { Running = registry.Running }).ToWire());
    }

    /// <inheritdoc/>
    public override async Task<ActionAnswer> StopEngine(StopEngineCall request, ServerCallContext context)
    {
        if (!request.CancelRunning)
        {
            if (!registry.TryLeave()) return Refused(EngineProcessDiagnostics.Busy(registry.Running));
        }
        else
        {
            await registry.LeaveAsync(context.CancellationToken);
        }

        log.Write($"told to leave by {request.Actor}");
        exit.Leave();
        return new ActionAnswer { Done = $"The engine (pid {Environment.ProcessId}) leaves." };
    }

    private static RpcException Leaving() => new(new Status(StatusCode.FailedPrecondition, "The engine is leaving."));

    private static RpcException NotUnderstood(InvalidDataException exception) =>
        new(new Status(StatusCode.InvalidArgument, exception.Message));

    private static ActionAnswer Refused(params ReadOnlySpan<Model.Diagnostics.Diagnostic> diagnostics)
    {
        var answer = new ActionAnswer();
        foreach (var diagnostic in diagnostics) answer.Diagnostics.Add(diagnostic.ToWire());
        return answer;
    }

    private static DoorContext Door(Api.Wire.DoorContext? door)
    {
        try
        {
            return door.FromWire();
        }
        catch (InvalidDataException exception)
        {
            throw NotUnderstood(exception);
        }
    }

    /// <summary>A call that ends with its door: read, done as an operation, written.</summary>
    private async Task<TAnswer> AttachedAsync<TRequest, TReply, TAnswer>(
        OperationKind kind,
        string target,
        Api.Wire.DoorContext? door,
        Func<TRequest> read,
        Func<DoorContext, TRequest, IOperationSink, CancellationToken, ValueTask<TReply>> work,
        Func<TReply, TAnswer> write,
        Func<Model.Diagnostics.Diagnostic, TAnswer> fail,
        CancellationToken cancellationToken)
        where TAnswer : class
    {
        var caller = Door(door);
        TRequest request;
        try
        {
            request = read();
        }
        catch (InvalidDataException exception)
        {
            throw NotUnderstood(exception);
        }

        var answer = await registry.RunAsync(
            kind,
            target,
            caller,
            async (operation, token) =>
            {
                try
                {
                    return write(await work(caller, request, operation, token));
                }
                catch (OperationCanceledException) when (token.IsCancellationRequested)
                {
                    return fail(EngineProcessDiagnostics.WasCancelled($"{kind}", operation.OperationId, "It was told to stop."));
                }
                catch (Exception exception)
                {
                    return fail(Unexpected($"{kind} {target}", exception));
                }
            },
            cancellationToken);
        return answer ?? throw Leaving();
    }

    /// <summary>A short call that no list of operations shows.</summary>
    private async Task<TAnswer> AskAsync<TRequest, TReply, TAnswer>(
        string name,
        Api.Wire.DoorContext? door,
        Func<TRequest> read,
        Func<DoorContext, TRequest, ValueTask<TReply>> work,
        Func<TReply, TAnswer> write,
        Func<Model.Diagnostics.Diagnostic, TAnswer> fail,
        CancellationToken cancellationToken)
    {
        if (registry.IsLeaving) throw Leaving();
        var caller = Door(door);
        try
        {
            return write(await work(caller, read()));
        }
        catch (InvalidDataException exception)
        {
            throw NotUnderstood(exception);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return fail(EngineProcessDiagnostics.WasCancelled(name, null, "The caller has gone."));
        }
        catch (Exception exception)
        {
            return fail(Unexpected(name, exception));
        }
    }

    private Model.Diagnostics.Diagnostic Unexpected(string doing, Exception exception)
    {
        log.Write(EngineLogLevel.Error, $"code=BM9001 internal fault in {doing}: {exception.GetType().FullName} {exception.StackTrace}");
        return InternalDiagnostics.Unexpected(doing, exception);
    }
}
