using Provisioning.Model.Diagnostics;
using Provisioning.Protocol.Terraform.FromWire;
using Provisioning.Protocol.Terraform.Sessions;
using Provisioning.Protocol.Terraform.ToWire;
using Provisioning.Protocol.Terraform.Values;
using Provisioning.Protocol.Terraform.Wire;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Requests;

namespace Provisioning.Protocol.Terraform.Rpc;

/// <summary>
/// Asks what a change would do. Core's own proposal is not passed on: it is a function of the prior state and the configuration, which the
/// engine has. What the engine plans is held against core's rules before it leaves.
/// </summary>
internal static class PlanResourceChangeRpc
{
    public static async Task<PlanChangeResponse> AnswerAsync(RpcScope scope, PlanChangeRequest request, CancellationToken cancellationToken)
    {
        if (RpcScope.Describe(request.TypeName) is not Outcome<ResourceDescription>.Success { Value: var description })
            return Answer(RpcScope.Describe(request.TypeName).Diagnostics, null);
        var errors = new List<Diagnostic>();
        var question = new PlanRequest
        {
            TypeName = description.TypeName,
            Prior = WireValues.Read(request.PriorState, description.Shape, $"the state of a {description.TypeName}").Or(errors),
            Config = WireValues.Read(request.Config, description.Shape, $"the configuration of a {description.TypeName}").Or(errors),
            PriorPrivate = request.PriorPrivate.Memory,
        };
        if (errors.Count > 0) return Answer(errors, description);
        var destroys = question.Config.IsNull;
        var access = await scope.Session.OpenAsync(CredentialUse.In(destroys ? question.Prior : question.Config), !destroys, cancellationToken);
        return access is Outcome<EngineAccess>.Success { Value: var opened }
            ? await AskAsync(scope, description, opened, question, cancellationToken)
            : Answer(access.Diagnostics, description);
    }

    public static PlanChangeResponse Answer(IEnumerable<Diagnostic> diagnostics, ResourceDescription? description)
    {
        var response = new PlanChangeResponse();
        response.Diagnostics.AddRange(WireDiagnostics.Of(diagnostics, description?.Shape ?? ObjectShape.Of()));
        return response;
    }

    private static async Task<PlanChangeResponse> AskAsync(
        RpcScope scope, ResourceDescription description, EngineAccess access, PlanRequest question, CancellationToken cancellationToken)
    {
        var shape = description.Shape;
        var reply = await access.Engine.PlanAsync(access.Context, question, cancellationToken);
        var diagnostics = access.Warnings.AddRange(reply.Diagnostics);
        if (diagnostics.HaveError()) return Answer(diagnostics, description);
        var planned = WriteOnlyValues.Without(shape, reply.Planned);
        var breaches = PlanCheck.Of(shape, question.Prior, WriteOnlyValues.Without(shape, question.Config), planned);
        if (!breaches.IsEmpty) return Answer(diagnostics.AddRange(breaches), description);
        var response = Answer(diagnostics, description);
        response.PlannedState = WireStates.Of(planned, shape);
        // A machine stays who it is: only a create plans an identity that is not known yet.
        response.PlannedIdentity = WireIdentities.Of(description, question.Prior.IsNull || planned.IsNull ? planned : question.Prior);
        response.PlannedPrivate = WireStates.Private(reply.PlannedPrivate);
        response.RequiresReplace.AddRange(reply.RequiresReplace.Select(path => WirePaths.Of(path, shape)));
        return response;
    }
}
