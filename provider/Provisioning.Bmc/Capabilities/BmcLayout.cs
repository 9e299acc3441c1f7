using Provisioning.Model.Bios;

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

/// <summary>The system and what it offers.</summary>
internal sealed record SystemLayout
{
    /// <summary>Its path.</summary>
    public required string Uri { get; init; }

    /// <summary>Its maker; to notice that another machine answers.</summary>
    public string Manufacturer { get; init; } = "";

    /// <summary>Its model.</summary>
    public string Model { get; init; } = "";

    /// <summary>The BIOS resource.</summary>
    public string Bios { get; init; } = "";

    /// <summary>Its manager.</summary>
    public string Manager { get; init; } = "";

    /// <summary>The collection of interfaces.</summary>
    public string Ethernet { get; init; } = "";

    /// <summary>The collection of storage subsystems.</summary>
    public string Storage { get; init; } = "";

    /// <summary>The collection of processors.</summary>
    public string Processors { get; init; } = "";

    /// <summary>The collection of virtual media.</summary>
    public string Media { get; init; } = "";

    /// <summary>The collection of logs.</summary>
    public string Logs { get; init; } = "";

    /// <summary>The twin that holds pending settings.</summary>
    public string Settings { get; init; } = "";

    /// <summary>How it is reset.</summary>
    public ActionLayout Reset { get; init; } = ActionLayout.None;

    /// <summary>Boot sources that it offers; empty: not told.</summary>
    public IReadOnlyList<string> BootTargets { get; init; } = [];

    /// <summary>What it offers for how long an override holds; empty: not told.</summary>
    public IReadOnlyList<string> BootEnabled { get; init; } = [];

    /// <summary>Whether it has boot overrides.</summary>
    public bool BootOverride { get; init; }

    /// <summary>Whether it has a boot mode.</summary>
    public bool BootMode { get; init; }
}

/// <summary>The manager and what it offers.</summary>
internal sealed record ManagerLayout
{
    /// <summary>Its path.</summary>
    public required string Uri { get; init; }

    /// <summary>Its firmware version.</summary>
    public string Firmware { get; init; } = "";

    /// <summary>The firmware inventory's entry for the image that runs on it.</summary>
    public string ActiveImage { get; init; } = "";

    /// <summary>The network protocol resource.</summary>
    public string NetworkProtocol { get; init; } = "";

    /// <summary>The collection of virtual media.</summary>
    public string Media { get; init; } = "";

    /// <summary>The collection of logs.</summary>
    public string Logs { get; init; } = "";

    /// <summary>How it is reset.</summary>
    public ActionLayout Reset { get; init; } = ActionLayout.None;
}

/// <summary>A reset action.</summary>
/// <param name="Target">Where it is sent; empty: there is none.</param>
/// <param name="Info">The description of its parameters that was not read yet; empty: none, or read.</param>
/// <param name="Types">The types that it offers; empty: not told.</param>
internal sealed record ActionLayout(string Target, string Info, IReadOnlyList<string> Types)
{
    /// <summary>No such action.</summary>
    public static ActionLayout None { get; } = new("", "", []);
}

/// <summary>The CD slot that was chosen.</summary>
/// <param name="Slot">Its path; empty: there is none.</param>
/// <param name="Insert">Where the insert action is sent; empty: by changing the slot.</param>
/// <param name="Eject">Where the eject action is sent; empty: by changing the slot.</param>
internal sealed record MediaLayout(string Slot, string Insert, string Eject);

/// <summary>The BIOS.</summary>
internal sealed record BiosLayout
{
    /// <summary>Where pending settings are; empty: nowhere.</summary>
    public string Settings { get; init; } = "";

    /// <summary>Whether "on reset" is an apply time that it offers.</summary>
    public bool AppliesOnReset { get; init; }

    /// <summary>The registry's id; empty: none is named.</summary>
    public string RegistryId { get; init; } = "";

    /// <summary>Whether values are objects around the value, which cannot be written.</summary>
    public bool Wrapped { get; init; }

    /// <summary>Entries of the registry, by attribute; null: the registry has none.</summary>
    public IReadOnlyDictionary<string, BiosAttributeEntry?> Entries { get; init; } = new Dictionary<string, BiosAttributeEntry?>();
}
