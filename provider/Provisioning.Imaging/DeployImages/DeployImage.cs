using Provisioning.Model.Collections;

namespace Provisioning.Imaging.DeployImages;

/// <summary>The description beside a deploy image (<c>agent.json</c>). Digests are SHA-256 in lower-case hexadecimal.</summary>
public sealed record DeployImage
{
    /// <summary>The version of this description's form.</summary>
    public required int Format { get; init; }

    /// <summary>The file beside the description.</summary>
    public required string File { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Its digest.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The agent's version.</summary>
    public required string AgentVersion { get; init; }

    /// <summary>The agent executable's digest.</summary>
    public required string AgentSha256 { get; init; }

    /// <summary>The kernel's release.</summary>
    public required string Kernel { get; init; }

    /// <summary>The package or folder that the kernel came from.</summary>
    public required string KernelOrigin { get; init; }

    /// <summary>The command line.</summary>
    public required string CommandLine { get; init; }

    /// <summary>Modules carried.</summary>
    public required int ModuleCount { get; init; }

    /// <summary>The ramdisk's size before compression, in bytes.</summary>
    public required long RamdiskSize { get; init; }

    /// <summary>Whether the image is signed for Secure Boot.</summary>
    public required bool Signed { get; init; }

    /// <summary>
    /// The digests that firmware measures into PCR 4 when it starts the image and the kernel in it (EV_EFI_BOOT_SERVICES_APPLICATION), in that order.
    /// </summary>
    public required ValueArray<string> Pcr4Applications { get; init; }

    /// <summary>PCR 11 of the SHA-256 bank after the stub has run.</summary>
    public required string Pcr11 { get; init; }
}
