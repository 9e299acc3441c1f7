namespace Provisioning.Bmc.Capabilities;

/// <summary>
/// What was learnt about one BMC: where its resources are and which words it offers. It grows while a connection is used and is kept between
/// connections. Null: not looked for yet; an empty text: looked for, and not there.
/// </summary>
internal sealed class BmcLayout
{
    /// <summary>The service root's vendor.</summary>
    public string? Vendor { get; set; }

    /// <summary>Where sessions are made.</summary>
    public string? Sessions { get; set; }

    /// <summary>Levels that <c>$expand</c> goes; 0: it is not offered.</summary>
    public int ExpandLevels { get; set; }

    /// <summary>The account service.</summary>
    public string? AccountService { get; set; }

    /// <summary>The collection of systems.</summary>
    public string? Systems { get; set; }

    /// <summary>The collection of managers.</summary>
    public string? Managers { get; set; }

    /// <summary>The collection of chassis.</summary>
    public string? Chassis { get; set; }

    /// <summary>The update service.</summary>
    public string? UpdateService { get; set; }

    /// <summary>The firmware inventory.</summary>
    public string? FirmwareInventory { get; set; }

    /// <summary>The task service.</summary>
    public string? TaskService { get; set; }

    /// <summary>The registries.</summary>
    public string? Registries { get; set; }

    /// <summary>What the system resource told.</summary>
    public SystemLayout? System { get; set; }

    /// <summary>What the manager resource told.</summary>
    public ManagerLayout? Manager { get; set; }

    /// <summary>The CD slot.</summary>
    public MediaLayout? Media { get; set; }

    /// <summary>What the BIOS resource told.</summary>
    public BiosLayout? Bios { get; set; }

    /// <summary>Forgets everything that one machine told; the service root stays.</summary>
    public void ForgetMachine() => (System, Manager, Media, Bios) = (null, null, null, null);
}
