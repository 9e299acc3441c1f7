using Provisioning.Bmc.Bios;
using Provisioning.Bmc.BmcConfiguration;
using Provisioning.Bmc.Booting;
using Provisioning.Bmc.Capabilities;
using Provisioning.Bmc.Firmware;
using Provisioning.Bmc.Inventories;
using Provisioning.Bmc.Powering;
using Provisioning.Bmc.Sessions;
using Provisioning.Bmc.Transport;
using Provisioning.Engine.Bios;
using Provisioning.Engine.BmcConfiguration;
using Provisioning.Engine.Booting;
using Provisioning.Engine.Discovery;
using Provisioning.Engine.Firmware;
using Provisioning.Engine.Inventories;
using Provisioning.Engine.Powering;

namespace Provisioning.Bmc.Discovery;

/// <summary>A logged-in connection to one BMC.</summary>
internal sealed class RedfishConnection(RedfishTransport transport, TlsJudge judge, RedfishSession session, BmcExplorer explorer, string quirks) : IBmcConnection
{
    private int _disposed;

    /// <inheritdoc/>
    public string Fingerprint => judge.Seen ?? "";

    /// <inheritdoc/>
    public string CredentialName => session.CredentialName;

    /// <inheritdoc/>
    public string Capabilities => LayoutText.Write(explorer.Layout, quirks);

    /// <inheritdoc/>
    public int RequestCount => transport.RequestCount;

    /// <inheritdoc/>
    public IInventoryPort Inventory { get; } = new RedfishInventory(explorer);

    /// <inheritdoc/>
    public IPowerPort Power { get; } = new RedfishPower(explorer);

    /// <inheritdoc/>
    public IBootPort Boot { get; } = new RedfishBoot(explorer);

    /// <inheritdoc/>
    public IVirtualMediaPort Media { get; } = new RedfishVirtualMedia(explorer);

    /// <inheritdoc/>
    public IBiosPort Bios { get; } = new RedfishBios(explorer);

    /// <inheritdoc/>
    public IFirmwarePort Firmware { get; } = new RedfishFirmware(explorer);

    /// <inheritdoc/>
    public IBmcConfigurationPort Configuration { get; } = new RedfishConfiguration(explorer);

    /// <inheritdoc/>
    public ITaskPort Tasks { get; } = new RedfishTasks(explorer);

    /// <inheritdoc/>
    public IAccountPort Accounts { get; } = new RedfishAccounts(explorer, session);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await session.CloseAsync(CancellationToken.None);
        transport.Dispose();
    }
}
