using Provisioning.Model.Configuration;
using Provisioning.Model.Diagnostics;
using Provisioning.Protocol.Terraform.Handshake;
using Provisioning.Protocol.Terraform.Sessions;
using Provisioning.Schema;
using Provisioning.Schema.Descriptions;

namespace Provisioning.Protocol.Terraform.Rpc;

/// <summary>What an answer is made with.</summary>
/// <param name="Sessions">The sessions of all connections.</param>
/// <param name="Connection">The connection that asks.</param>
/// <param name="Log">Where news of operations go.</param>
internal sealed record RpcScope(SessionTable Sessions, string Connection, PluginLog Log)
{
    /// <summary>The configured session. Core configures before it asks, so that its absence is a bug of one of the two.</summary>
    public ProviderSession Session =>
        Sessions.Find(Connection) ?? throw new InvalidOperationException("The provider is asked before it is configured.");

    /// <summary>The description of a type.</summary>
    public static Outcome<ResourceDescription> Describe(string typeName) => ResourceSchemas.TryFind(typeName, out var description)
        ? description
        : ConfigurationDiagnostics.IsNoResource(typeName, ResourceSchemas.All.Select(each => each.TypeName));

    /// <summary>The description of a data source's type.</summary>
    public static Outcome<ResourceDescription> DescribeData(string typeName) => DataSourceSchemas.TryFind(typeName, out var description)
        ? description
        : ConfigurationDiagnostics.IsNoResource(typeName, DataSourceSchemas.All.Select(each => each.TypeName));
}
