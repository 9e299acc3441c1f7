using Grpc.Core;
using Provisioning.Model.Configuration;
using Provisioning.Model.Diagnostics;
using Provisioning.Protocol.Terraform.Handshake;
using Provisioning.Protocol.Terraform.Sessions;
using Provisioning.Protocol.Terraform.Wire;

namespace Provisioning.Protocol.Terraform.Rpc;

/// <summary>
/// The provider's service: it hands each call to its own class and turns what nobody expected into a diagnostic. Core shows an exception as
/// "thrown by handler" and no more. Cancellation passes.
/// </summary>
internal sealed class ProviderService(TerraformPluginOptions options, SessionTable sessions, PluginLog log) : Wire.Provider.ProviderBase
{
    public override Task<SchemaResponse> GetProviderSchema(SchemaRequest request, ServerCallContext context) =>
        Task.FromResult(GetProviderSchemaRpc.Answer());

    public override Task<MetadataResponse> GetMetadata(MetadataRequest request, ServerCallContext context) =>
        Task.FromResult(GetMetadataRpc.Answer());

    public override Task<IdentitySchemasResponse> GetResourceIdentitySchemas(IdentitySchemasRequest request, ServerCallContext context) =>
        Task.FromResult(GetResourceIdentitySchemasRpc.Answer());

    public override Task<FunctionsResponse> GetFunctions(FunctionsRequest request, ServerCallContext context) =>
        Task.FromResult(GetFunctionsRpc.Answer());

    public override Task<ValidateProviderResponse> ValidateProviderConfig(ValidateProviderRequest request, ServerCallContext context) => GuardAsync(
        "checking the provider's configuration",
        ConnectionOf(context),
        _ => Task.FromResult(ValidateProviderConfigRpc.Answer(request)),
        fault => ValidateProviderConfigRpc.Answer([fault]),
        context.CancellationToken);

    public override Task<ConfigureResponse> ConfigureProvider(ConfigureRequest request, ServerCallContext context) => GuardAsync(
        "configuring the provider",
        ConnectionOf(context),
        scope => ConfigureProviderRpc.AnswerAsync(scope, request, options.Environment, context.CancellationToken),
        fault => ConfigureProviderRpc.Answer([fault]),
        context.CancellationToken);

    public override Task<ValidateResourceResponse> ValidateResourceConfig(ValidateResourceRequest request, ServerCallContext context) => GuardAsync(
        $"checking a {request.TypeName}",
        ConnectionOf(context),
        _ => Task.FromResult(ValidateResourceConfigRpc.Answer(request)),
        fault => ValidateResourceConfigRpc.Answer([fault], null),
        context.CancellationToken);

    public override Task<ValidateDataSourceResponse> ValidateDataResourceConfig(ValidateDataSourceRequest request, ServerCallContext context) => GuardAsync(
        $"checking the data source {request.TypeName}",
        ConnectionOf(context),
        _ => Task.FromResult(ValidateDataSourceRpc.Answer(request)),
        fault => ValidateDataSourceRpc.Answer([fault], null),
        context.CancellationToken);

    public override Task<ReadDataSourceResponse> ReadDataSource(ReadDataSourceRequest request, ServerCallContext context) => GuardAsync(
        $"reading the data source {request.TypeName}",
        ConnectionOf(context),
        scope => UntilStoppedAsync(scope, token => ReadDataSourceRpc.AnswerAsync(scope, request, token), context.CancellationToken),
        fault => ReadDataSourceRpc.Answer([fault], null),
        context.CancellationToken);

    public override Task<UpgradeStateResponse> UpgradeResourceState(UpgradeStateRequest request, ServerCallContext context) => GuardAsync(
        $"reading the saved state of a {request.TypeName}",
        ConnectionOf(context),
        _ => Task.FromResult(UpgradeResourceStateRpc.Answer(request)),
        fault => UpgradeResourceStateRpc.Answer([fault], null),
        context.CancellationToken);

    public override Task<UpgradeIdentityResponse> UpgradeResourceIdentity(UpgradeIdentityRequest request, ServerCallContext context) => GuardAsync(
        $"reading the saved identity of a {request.TypeName}",
        ConnectionOf(context),
        _ => Task.FromResult(UpgradeResourceIdentityRpc.Answer(request)),
        fault => UpgradeResourceIdentityRpc.Answer([fault]),
        context.CancellationToken);

    public override Task<MoveStateResponse> MoveResourceState(MoveStateRequest request, ServerCallContext context) => GuardAsync(
        $"moving a {request.SourceTypeName}",
        ConnectionOf(context),
        _ => Task.FromResult(MoveResourceStateRpc.Answer(request)),
        fault => MoveResourceStateRpc.Answer([fault], null),
        context.CancellationToken);

    public override Task<ReadResourceResponse> ReadResource(ReadResourceRequest request, ServerCallContext context) => GuardAsync(
        $"reading a {request.TypeName}",
        ConnectionOf(context),
        scope => UntilStoppedAsync(scope, token => ReadResourceRpc.AnswerAsync(scope, request, token), context.CancellationToken),
        fault => ReadResourceRpc.Answer([fault], null),
        context.CancellationToken);

    public override Task<PlanChangeResponse> PlanResourceChange(PlanChangeRequest request, ServerCallContext context) => GuardAsync(
        $"planning a {request.TypeName}",
        ConnectionOf(context),
        scope => UntilStoppedAsync(scope, token => PlanResourceChangeRpc.AnswerAsync(scope, request, token), context.CancellationToken),
        fault => PlanResourceChangeRpc.Answer([fault], null),
        context.CancellationToken);

    public override Task<ApplyChangeResponse> ApplyResourceChange(ApplyChangeRequest request, ServerCallContext context) => GuardAsync(
        $"applying a {request.TypeName}",
        ConnectionOf(context),
        scope => ApplyResourceChangeRpc.AnswerAsync(scope, request, context.CancellationToken),
        fault => ApplyResourceChangeRpc.Fail([fault], null, request),
        context.CancellationToken);

    public override Task<ImportStateResponse> ImportResourceState(ImportStateRequest request, ServerCallContext context) => GuardAsync(
        $"importing a {request.TypeName}",
        ConnectionOf(context),
        scope => UntilStoppedAsync(scope, token => ImportResourceStateRpc.AnswerAsync(scope, request, token), context.CancellationToken),
        fault => ImportResourceStateRpc.Answer([fault], null),
        context.CancellationToken);

    public override Task<StopResponse> StopProvider(StopRequest request, ServerCallContext context) => GuardAsync(
        "stopping",
        ConnectionOf(context),
        scope => Task.FromResult(StopProviderRpc.Answer(scope)),
        fault => new StopResponse { Error = fault.Summary },
        context.CancellationToken);

    private static string ConnectionOf(ServerCallContext context) => context.GetHttpContext().Connection.Id;

    /// <summary>What only looks ends with the user's interrupt: nothing is lost by it.</summary>
    private static async Task<T> UntilStoppedAsync<T>(RpcScope scope, Func<CancellationToken, Task<T>> look, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(scope.Session.Stopping, cancellationToken);
        return await look(either.Token);
    }

    private async Task<T> GuardAsync<T>(
        string doing, string connection, Func<RpcScope, Task<T>> answer, Func<Diagnostic, T> failed, CancellationToken cancellationToken)
    {
        try
        {
            return await answer(new RpcScope(sessions, connection, log));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Cancelled, "Nobody waits for this answer any more."));
        }
        catch (OperationCanceledException) when (sessions.Find(connection) is { Stopping.IsCancellationRequested: true })
        {
            return failed(DoorDiagnostics.WasStoppedWhile(doing));
        }
        catch (Exception fault)
        {
            log.Write("error", $"Unexpected fault while {doing}: {fault}");
            return failed(InternalDiagnostics.Unexpected(doing, fault));
        }
    }
}
