using Provisioning.Api.Discovery;
using Provisioning.Api.Servers;
using Provisioning.Model.Collections;
using Provisioning.Model.Configuration;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Operations;
using Provisioning.Protocol.Terraform.Sessions;
using Provisioning.Schema;
using Provisioning.Schema.Discovery;
using Provisioning.Schema.Drift;
using Provisioning.Schema.Requests;
using Provisioning.Schema.Servers;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.DataSources;

/// <summary>Asks the engine what a data source is about, and puts the answer into the data source's form.</summary>
internal static class DataSourceReader
{
    /// <summary>The credentials that a data source needs.</summary>
    public static IEnumerable<(string Name, AttributePath At)> CredentialsOf(Value config) =>
        config.Member("credential").AsText() is { } name ? [(name, AttributePath.Of("credential")), .. CredentialUse.In(config)] : CredentialUse.In(config);

    /// <summary>The data source's value.</summary>
    public static ValueTask<Outcome<Value>> ReadAsync(string typeName, EngineAccess access, Value config, CancellationToken cancellationToken) => typeName switch
    {
        DiscoveryDataSchema.TypeName => DiscoverAsync(access, config, cancellationToken),
        DriftDataSchema.TypeName => DriftAsync(access, config, cancellationToken),
        ServerDataSchema.TypeName => ServerAsync(access, config, cancellationToken),
        _ => ValueTask.FromResult<Outcome<Value>>(ConfigurationDiagnostics.IsNoResource(typeName, DataSourceSchemas.All.Select(each => each.TypeName))),
    };

    private static async ValueTask<Outcome<Value>> DiscoverAsync(EngineAccess access, Value config, CancellationToken cancellationToken)
    {
        var targets = config.Member("targets").AsItems().Select(item => item.AsText()).OfType<string>().ToValueArray();
        var found = await access.Engine.DiscoverAsync(access.Context, new DiscoverRequest(targets, config.Member("credential").AsText()), cancellationToken);
        return found.Match<Outcome<Value>>(
            success => config.With("bmcs", Value.Of(success.Value.Select(Bmc))),
            failure => Outcome<Value>.Fail(failure.Errors));
    }

    private static async ValueTask<Outcome<Value>> DriftAsync(EngineAccess access, Value config, CancellationToken cancellationToken)
    {
        var reply = await access.Engine.ReadAsync(access.Context, new ReadRequest { TypeName = DriftDataSchema.TypeName, State = config, Private = ReadOnlyMemory<byte>.Empty }, cancellationToken);
        var errors = reply.Diagnostics.Where(diagnostic => diagnostic.IsError).ToValueArray();
        return errors.IsEmpty ? reply.State : Outcome<Value>.Fail(errors);
    }

    private static async ValueTask<Outcome<Value>> ServerAsync(EngineAccess access, Value config, CancellationToken cancellationToken)
    {
        var name = config.Member("name").AsText() ?? "";
        var answer = await access.Engine.StatusAsync(access.Context, new StatusRequest(name), cancellationToken);
        return answer.Match<Outcome<Value>>(
            success => success.Value.FirstOrDefault(status => !status.Forgotten) is { } status ? Server(config, status) : OperationDiagnostics.IsUnknown(name),
            failure => Outcome<Value>.Fail(failure.Errors));
    }

    private static Value Server(Value config, ServerStatus status) => config
        .With("id", Value.Of(status.Claim))
        .With("uuid", Value.Of(status.Uuid))
        .With("serial", Value.Of(status.Serial))
        .With("manufacturer", Value.Of(status.Manufacturer))
        .With("model", Value.Of(status.Model))
        .With("bmc_address", Value.Of(status.BmcAddress))
        .With("lifecycle_state", Value.Of(SnakeCase.Of(status.Lifecycle)))
        .With("power", Value.Of(status.Power is { } power ? SnakeCase.Of(power) : null))
        .With("step", Value.Of(status.Step))
        .With("fault", Value.Of(status.Fault is { } fault ? $"{fault.Code} {fault.Summary}" : null))
        .With("hold", Value.Of(status.Hold?.Reason))
        .With("conditions", Value.Of(status.Conditions.Select(condition => KeyValuePair.Create(
            SnakeCase.Of(condition.Name), Value.Of(condition.Holds switch { true => "yes", false => "no", _ => "unknown" })))));

    private static Value Bmc(DiscoveredBmc bmc) => Value.Of(
    [
        KeyValuePair.Create("address", Value.Of(bmc.Address)),
        KeyValuePair.Create("manufacturer", Value.Of(bmc.Manufacturer)),
        KeyValuePair.Create("model", Value.Of(bmc.Model)),
        KeyValuePair.Create("serial", Value.Of(bmc.Serial)),
        KeyValuePair.Create("uuid", Value.Of(bmc.Uuid?.ToLowerInvariant())),
        KeyValuePair.Create("redfish_version", Value.Of(bmc.RedfishVersion)),
        KeyValuePair.Create("firmware", Value.Of(bmc.BmcFirmware)),
        KeyValuePair.Create("fingerprint", Value.Of(bmc.TlsFingerprint)),
        KeyValuePair.Create("enrolled_as", Value.Of(bmc.EnrolledAs)),
        KeyValuePair.Create("fault", Value.Of(bmc.Fault is { } fault ? $"{fault.Code} {fault.Summary}" : null)),
    ]);
}
