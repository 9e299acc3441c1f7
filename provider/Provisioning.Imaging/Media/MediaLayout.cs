namespace Provisioning.Imaging.Media;

/// <summary>
/// Where things lie on a boot medium: an ISO 9660 image whose El Torito entry for EFI is a FAT image. Firmware starts
/// <see cref="BootFile"/>; its stub passes every <c>*.cred</c> file of <see cref="CredentialFolder"/> to the ramdisk (systemd-stub(7)).
/// </summary>
public static class MediaLayout
{
    /// <summary>The FAT image's name in the ISO's root folder.</summary>
    public const string FatImage = "efi.img";

    /// <summary>The EFI program in the FAT image.</summary>
    public const string BootFile = "EFI/BOOT/BOOTX64.EFI";

    /// <summary>The folder of the machine's data in the FAT image.</summary>
    public const string CredentialFolder = "EFI/BOOT/BOOTX64.EFI.extra.d";

    /// <summary>The machine's data: JSON, padded with line feeds to <see cref="CredentialSize"/>.</summary>
    public const string CredentialFile = CredentialFolder + "/agent.cred";

    /// <summary>The size of the machine's data in bytes, padding included.</summary>
    public const int CredentialSize = 8192;

    /// <summary>The volume label of both file systems.</summary>
    public const string Label = "BAREMETAL";
}
