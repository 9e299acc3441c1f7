namespace Provisioning.Imaging.DeployImages;

/// <summary>A finished ramdisk.</summary>
/// <param name="Compressed">The archive as the kernel gets it (zstd).</param>
/// <param name="Size">Its size before compression.</param>
/// <param name="ModuleCount">Kernel modules in it.</param>
/// <param name="AgentSha256">The agent executable's digest.</param>
internal sealed record Ramdisk(byte[] Compressed, long Size, int ModuleCount, string AgentSha256);
