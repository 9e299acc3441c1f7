namespace Provisioning.Imaging.DeployImages;

/// <summary>What a unified kernel image is made of, beside the stub (UAPI.5, unified kernel image).</summary>
/// <param name="OsRelease">os-release(5): what firmware menus and tools show.</param>
/// <param name="CommandLine">The kernel's command line.</param>
/// <param name="Ramdisk">The initramfs; may be empty.</param>
/// <param name="Kernel">The kernel, an EFI program itself.</param>
internal sealed record UkiSections(byte[] OsRelease, byte[] CommandLine, byte[] Ramdisk, byte[] Kernel)
{
    /// <summary>The sections in the order in which they are laid into the file; the kernel last, since it may unpack behind itself.</summary>
    public IReadOnlyList<(string Name, byte[] Content)> InFileOrder =>
        [(".osrel", OsRelease), (".cmdline", CommandLine), (".initrd", Ramdisk), (".linux", Kernel)];

    /// <summary>The sections in the order in which the stub measures them into PCR 11 (systemd-stub(7), systemd-measure(1)).</summary>
    public IReadOnlyList<(string Name, byte[] Content)> InMeasuredOrder =>
        [(".linux", Kernel), (".osrel", OsRelease), (".cmdline", CommandLine), (".initrd", Ramdisk)];
}
