using Provisioning.Agent.Machines;
using Provisioning.AgentContract.Inventories;

namespace Provisioning.Agent.Linux;

/// <summary>Network interfaces from /sys/class/net; only those with a device behind them, which the loopback and bridges lack.</summary>
/// <param name="root">Where / is; another folder in tests.</param>
internal sealed class LinuxNics(string root) : INics
{
    private const string Net = "sys/class/net";

    /// <inheritdoc/>
    public IReadOnlyList<InventoryNic> List() =>
    [
        .. SysFile.Names(root, Net)
            .Where(name => Directory.Exists(Path.Combine(root, Net, name, "device")))
            .Select(name => new InventoryNic(
                name,
                SysFile.Text(root, Net, name, "address").ToLowerInvariant(),
                SysFile.LinkName(root, Net, name, "device/driver"),
                SysFile.Number(root, Net, name, "speed") is { } speed and > 0 ? (int)speed : null,
                SysFile.Number(root, Net, name, "carrier") == 1)),
    ];
}
