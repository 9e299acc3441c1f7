using Provisioning.Model.Collections;
using Provisioning.Model.Configuration;
using Provisioning.Model.Diagnostics;
using Provisioning.Protocol.Terraform.FromWire;
using Provisioning.Protocol.Terraform.Sessions;
using Provisioning.Protocol.Terraform.ToWire;
using Provisioning.Protocol.Terraform.Values;
using Provisioning.Protocol.Terraform.Wire;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Requests;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.Rpc;

/// <summary>
/// Does what was planned. The engine is told to stop by the session's stop alone: a call that ends because core was killed, or because the
/// user interrupted twice, only means that nobody waits any more, and the engine goes on to a safe point.
/// </summary>
internal static class ApplyResourceChangeRpc
{
    public static async Task<ApplyChangeResponse> AnswerAsync(RpcScope scope, ApplyChangeRequest request, CancellationToken cancellationToken)
    {
        if (RpcScope.Describe(request.TypeName) is not Outcome<ResourceDescription>.Success { Value: var description })
            return Fail(RpcScope.Describe(request.TypeName).Diagnostics, null, request);
        var errors = new List<Diagnostic>();
        var question = new ApplyRequest
        {
            TypeName = description.TypeName,
            Prior = WireValues.Read(request.PriorState, description.Shape, $"the state of a {description.TypeName}").Or(errors),
            Planned = WireValues.Read(request.PlannedState, description.Shape, $"the plan of a {description.TypeName}").Or(errors),
            Config = WireValues.Read(request.Config, description.Shape, $"the configuration of a {description.TypeName}").Or(errors),
            PlannedPrivate = request.PlannedPrivate.Memory,
        };
        if (errors.Count > 0) return Fail(errors, description, request);
        var destroys = question.Planned.IsNull;
        var access = await scope.Session.OpenAsync(CredentialUse.In(destroys ? question.Prior : question.Config), !destroys, cancellationToken);
        return access is Outcome<EngineAccess>.Success { Value: var opened }
            ? await AskAsync(scope, description, opened, question, request, cancellationToken)
            : Fail(access.Diagnostics, description, request);
    }

    /// <summary>An answer after which core keeps what it had: the prior state, which is null for a create.</summary>
    public static ApplyChangeResponse Fail(IEnumerable<Diagnostic> diagnostics, ResourceDescription? description, ApplyChangeRequest request)
    {
        var response = new ApplyChangeResponse { NewState = request.PriorState };
        response.Diagnostics.AddRange(WireDiagnostics.Of(diagnostics, description?.Shape ?? ObjectShape.Of()));
        return response;
    }

    private static async Task<ApplyChangeResponse> AskAsync(
        RpcScope scope, ResourceDescription description, EngineAccess access, ApplyRequest question, ApplyChangeRequest request, CancellationToken cancellationToken)
    {
        var stopping = scope.Session.Stopping;
        ApplyReply reply;
        try
        {
            reply = await access.Engine.ApplyAsync(access.Context, question, scope.Log, stopping).AsTask().WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Fail([DoorDiagnostics.WasStopped(description.TypeName)], description, request);
        }

        var (state, diagnostics) = Judge(description.Shape, question, reply);
        var response = new ApplyChangeResponse
        {
            NewState = WireStates.Of(state, description.Shape),
            Private = WireStates.Private(reply.Private),
            NewIdentity = WireIdentities.Of(description, state),
        };
        response.Diagnostics.AddRange(WireDiagnostics.Of(access.Warnings.AddRange(diagnostics), description.Shape));
        return response;
    }

    // What may be kept. A create whose result is not what was planned leaves no state, so that nothing is tainted and the next apply adopts;
    // an update keeps what the engine says, where that can be kept at all.
    private static (Value State, ValueArray<Diagnostic> Diagnostics) Judge(ObjectShape shape, ApplyRequest question, ApplyReply reply)
    {
        var state = WriteOnlyValues.Without(shape, reply.State);
        if (reply.Diagnostics.HaveError())
            return (ResultCheck.OfState(shape, state).IsEmpty ? state : question.Prior, reply.Diagnostics);
        var breaches = ResultCheck.OfApply(shape, question.Planned, state);
        if (breaches.IsEmpty) return (state, reply.Diagnostics);
        var keeps = !question.Prior.IsNull && !state.IsNull && ResultCheck.OfState(shape, state).IsEmpty;
        return (keeps ? state : question.Prior, reply.Diagnostics.AddRange(breaches));
    }
}
