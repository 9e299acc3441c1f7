using Provisioning.Imaging.DeployImages;
using Provisioning.Imaging.Tools;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Host.Composition;

/// <summary>Builds the deploy image for a door that cannot see how.</summary>
public static class DeployImageCall
{
    /// <summary>Builds it, and says in one line what was built. What is null has the builder's default.</summary>
    public static async ValueTask<Outcome<string>> BuildAsync(
        string agentExecutable,
        string agentVersion,
        string outputFolder,
        string cacheFolder,
        string? kernelFolder,
        string? kernelPackage,
        ValueArray<string> extraModules,
        string? commandLine,
        string? signingKey,
        string? signingCertificate,
        TimeProvider time,
        IProgress<string> progress,
        CancellationToken cancellationToken)
    {
        var standard = new AgentImageRequest
        {
            AgentExecutable = agentExecutable,
            AgentVersion = agentVersion,
            OutputFolder = outputFolder,
            CacheFolder = cacheFolder,
        };
        var request = standard with
        {
            KernelFolder = kernelFolder,
            KernelPackage = kernelPackage ?? standard.KernelPackage,
            ExtraModules = extraModules,
            CommandLine = commandLine ?? standard.CommandLine,
            SigningKeyFile = signingKey,
            SigningCertificateFile = signingCertificate,
        };
        var outcome = await new AgentImageBuilder(new ToolRunner(time)).BuildAsync(request, progress, cancellationToken);
        return outcome.Match(
            success => new Outcome<string>.Success(
                $"{Path.Combine(outputFolder, success.Value.File)}: kernel {success.Value.Kernel}, {success.Value.ModuleCount} modules, sha256 {success.Value.Sha256}",
                success.Warnings),
            failure => Outcome<string>.Fail(failure.Errors));
    }
}
