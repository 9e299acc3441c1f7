using Provisioning.Model.Collections;

namespace Provisioning.Cli.Imaging;

/// <summary>What the user said about the deploy image; null leaves the builder's default.</summary>
/// <param name="AgentExecutable">The agent's executable.</param>
/// <param name="OutputFolder">Where the image goes.</param>
/// <param name="CacheFolder">Where fetched kernels are kept.</param>
/// <param name="KernelFolder">A folder with a kernel and its modules.</param>
/// <param name="KernelPackage">The package whose kernel is taken.</param>
/// <param name="ExtraModules">More modules.</param>
/// <param name="CommandLine">The kernel's command line.</param>
/// <param name="SigningKey">A key to sign with.</param>
/// <param name="SigningCertificate">Its certificate.</param>
public sealed record AgentImageOrder(
    string AgentExecutable,
    string OutputFolder,
    string CacheFolder,
    string? KernelFolder,
    string? KernelPackage,
    ValueArray<string> ExtraModules,
    string? CommandLine,
    string? SigningKey,
    string? SigningCertificate);
