namespace Provisioning.Engine.Discovery;

/// <summary>
/// A connection with a session. It is made once for an operation, used by one step at a time, and deletes its session when disposed.
/// </summary>
public interface IBmcConnection : IAsyncDisposable
{
    /// <summary>The fingerprint of the certificate that was seen, SHA-256 as lower-case hex.</summary>
    string Fingerprint { get; }

    /// <summary>The name of the credential that worked.</summary>
    string CredentialName { get; }

    /// <summary>What was learnt about this BMC (paths, registry, quirks in force), opaque to the engine, to be kept and given back.</summary>
    string Capabilities { get; }

    /// <summary>Requests sent so far.</summary>
    int RequestCount { get; }

    /// <summary>Inventory.</summary>
    Inventories.IInventoryPort Inventory { get; }

    /// <summary>Host power.</summary>
    Powering.IPowerPort Power { get; }

    /// <summary>Boot override.</summary>
    Booting.IBootPort Boot { get; }

    /// <summary>Virtual media.</summary>
    Booting.IVirtualMediaPort Media { get; }

    /// <summary>BIOS attributes.</summary>
    Bios.IBiosPort Bios { get; }

    /// <summary>Firmware inventory.</summary>
    Firmware.IFirmwarePort Firmware { get; }

    /// <summary>The BMC's own settings, and its restart.</summary>
    BmcConfiguration.IBmcConfigurationPort Configuration { get; }

    /// <summary>Tasks and the event log.</summary>
    ITaskPort Tasks { get; }

    /// <summary>Accounts.</summary>
    IAccountPort Accounts { get; }
}
