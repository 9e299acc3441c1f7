namespace Provisioning.Bmc.Quirks;

/// <summary>What a quirk can change: a closed set, each with code in the driver.</summary>
internal enum QuirkBehaviour
{
    /// <summary><c>session.login</c>: <c>basic</c> asks for no session.</summary>
    SessionLogin = 1,

    /// <summary><c>http.connection</c>: <c>close</c> keeps no connection open.</summary>
    HttpConnection = 2,

    /// <summary><c>http.expand</c>: <c>off</c> reads members one by one although the service root offers <c>$expand</c>.</summary>
    HttpExpand = 3,

    /// <summary><c>identity.serial</c>: <c>sku</c> takes the SKU for the serial number that the firmware shows in SMBIOS.</summary>
    IdentitySerial = 4,

    /// <summary><c>identity.system</c>: the id of the system member that is the machine.</summary>
    IdentitySystem = 5,

    /// <summary><c>identity.chassis</c>: the id of the chassis that tells maker, model and serial number where the system does not.</summary>
    IdentityChassis = 15,

    /// <summary><c>inventory.processors</c>: <c>members</c> counts processors by the collection, as the summary counts accelerators too.</summary>
    InventoryProcessors = 6,

    /// <summary><c>power.graceful_off</c>: the reset type that asks the operating system to stop.</summary>
    PowerGracefulOff = 7,

    /// <summary><c>boot.mode</c>: <c>omit</c> never sends a boot mode.</summary>
    BootMode = 8,

    /// <summary><c>boot.cd</c>: the boot source that means the virtual CD.</summary>
    BootCd = 9,

    /// <summary><c>boot.resource</c>: <c>settings</c> sends boot overrides to the settings twin of the system.</summary>
    BootResource = 10,

    /// <summary><c>media.insert</c>: <c>patch</c> inserts media by changing the slot.</summary>
    MediaInsert = 11,

    /// <summary><c>media.slot</c>: the beginning of the ids of the slots to use.</summary>
    MediaSlot = 12,

    /// <summary><c>bios.settings</c>: the path below the BIOS resource where pending settings are, when it names none.</summary>
    BiosSettings = 13,

    /// <summary><c>bios.apply_time</c>: <c>omit</c> never sends an apply time.</summary>
    BiosApplyTime = 14,
}
