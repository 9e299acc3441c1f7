using Provisioning.Api.Client;
using Provisioning.Cli.Imaging;
using Provisioning.Host.Composition;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Provider;

/// <summary>Lends the command the builder of the deploy image.</summary>
internal sealed class AgentImageBuild : IAgentImageBuild
{
    /// <inheritdoc/>
    public ValueTask<Outcome<string>> BuildAsync(AgentImageOrder order, IProgress<string> progress, CancellationToken cancellationToken) =>
        DeployImageCall.BuildAsync(
            order.AgentExecutable,
            EngineClientOptions.OwnProgramVersion,
            order.OutputFolder,
            order.CacheFolder,
            order.KernelFolder,
            order.KernelPackage,
            order.ExtraModules,
            order.CommandLine,
            order.SigningKey,
            order.SigningCertificate,
            TimeProvider.System,
            progress,
            cancellationToken);
}
