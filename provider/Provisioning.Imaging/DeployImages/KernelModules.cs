namespace Provisioning.Imaging.DeployImages;

/// <summary>
/// Which drivers the deploy image carries. What a kernel flavour does not have is left out; what it has built in needs no file. At boot
/// only <see cref="Always"/> is loaded by name, the rest is loaded for the hardware that is found (by its modalias).
/// </summary>
internal static class KernelModules
{
    /// <summary>Loaded at each boot: the buses of virtual machines, file systems that the seed partition and the firmware variables need.</summary>
    public static IReadOnlyList<string> Always { get; } =
    [
        "virtio_pci", "virtio_net", "virtio_blk", "virtio_scsi", "virtio_rng", "nvme", "sd_mod", "vfat", "nls_cp437", "nls_ascii", "nls_utf8", "nls_iso8859_1", "efivarfs",
    ];

    /// <summary>Loaded when the hardware is there: disks and their controllers, network cards of servers, USB as BMCs use it, TPM, IPMI.</summary>
    public static IReadOnlyList<string> WhenPresent { get; } =
    [
        "sr_mod", "isofs", "ahci", "ata_piix", "megaraid_sas", "mpt3sas", "smartpqi", "hpsa", "aacraid", "mpi3mr", "vmd", "xhci_pci", "ehci_pci",
        "usb_storage", "uas", "usbhid", "cdc_ether", "cdc_ncm", "rndis_host",
        "e1000", "e1000e", "igb", "igc", "ixgbe", "i40e", "ice", "iavf", "tg3", "bnxt_en", "bnx2x", "qede", "mlx4_en", "mlx5_core", "mlx5_ib", "ena", "gve", "r8169", "atlantic",
        "hv_vmbus", "hv_storvsc", "hv_netvsc", "vmxnet3", "vmw_pvscsi", "tpm_tis", "tpm_crb", "ipmi_si", "ipmi_ssif", "ipmi_devintf",
    ];
}
