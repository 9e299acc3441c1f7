using Provisioning.Model.Collections;

namespace Provisioning.Imaging.DeployImages;

/// <summary>From what a deploy image is built, and where it goes.</summary>
public sealed record AgentImageRequest
{
    /// <summary>The agent's executable (<c>baremetal-agent</c>).</summary>
    public required string AgentExecutable { get; init; }

    /// <summary>The agent's version, for the description.</summary>
    public required string AgentVersion { get; init; }

    /// <summary>Where <c>agent.efi</c> and <c>agent.json</c> are written.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>Where fetched kernels are kept for the next build.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>A folder with a kernel and its modules, for sites without a package mirror; null fetches <see cref="KernelPackage"/>.</summary>
    public string? KernelFolder { get; init; }

    /// <summary>The Debian package whose kernel is taken: <c>linux-image-cloud-amd64</c> for virtual machines, <c>linux-image-amd64</c> has the drivers of real ones.</summary>
    public string KernelPackage { get; init; } = "linux-image-cloud-amd64";

    /// <summary>More modules to carry and to load at boot.</summary>
    public ValueArray<string> ExtraModules { get; init; } = ValueArray<string>.Empty;

    /// <summary>The kernel's command line. The last console is where the agent's messages go.</summary>
    public string CommandLine { get; init; } = "console=tty0 console=ttyS0,115200 quiet loglevel=4 panic=0";

    /// <summary>systemd's EFI stub (package systemd-boot-efi).</summary>
    public string Stub { get; init; } = "/usr/lib/systemd/boot/efi/linuxx64.efi.stub";

    /// <summary>A statically linked busybox (package busybox-static).</summary>
    public string Busybox { get; init; } = "/bin/busybox";

    /// <summary>A key in PEM to sign the image for Secure Boot with; null leaves it unsigned.</summary>
    public string? SigningKeyFile { get; init; }

    /// <summary>The certificate of the key, in PEM.</summary>
    public string? SigningCertificateFile { get; init; }
}
