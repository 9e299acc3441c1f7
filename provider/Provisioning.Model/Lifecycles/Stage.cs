namespace Provisioning.Model.Lifecycles;

/// <summary>The seven stages, and leaving. A stage is an edge of the lifecycle.</summary>
public enum Stage
{
    /// <summary>Discovery and inventory.</summary>
    Discovery = 1,

    /// <summary>The BMC's own settings.</summary>
    BmcConfiguration = 2,

    /// <summary>The firmware baseline.</summary>
    Firmware = 3,

    /// <summary>BIOS and UEFI settings.</summary>
    Bios = 4,

    /// <summary>The operating system's image.</summary>
    Imaging = 5,

    /// <summary>Validation after deployment.</summary>
    Validation = 6,

    /// <summary>Readiness for workloads.</summary>
    Readiness = 7,

    /// <summary>Leaving.</summary>
    Retire = 8,
}
