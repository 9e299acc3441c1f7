using System.Text.Json;
using Provisioning.Bmc.Capabilities;
using Provisioning.Bmc.Powering;
using Provisioning.Bmc.Protocol;
using Provisioning.Bmc.Quirks;
using Provisioning.Engine.Inventories;
using Provisioning.Model.Collections;
using Provisioning.Model.Faults;
using Provisioning.Model.Inventories;
using Provisioning.Model.Powering;

namespace Provisioning.Bmc.Inventories;

/// <summary>
/// The inventory. The summary of the system says most of it in one request; collections are read where it does not.
/// </summary>
internal sealed class RedfishInventory(BmcExplorer explorer) : IInventoryPort
{
    private const int MostInterfaces = 64;
    private const int MostProcessors = 64;

    private readonly DriveReader _drives = new(explorer);
    private JsonElement _chassis;

    /// <inheritdoc/>
    public async ValueTask<PortResult<ServerInventory>> ReadAsync(InventoryScope scope, CancellationToken cancellationToken)
    {
        var read = await explorer.ReadSystemAsync("inventory", cancellationToken);
        if (!read.TryGet(out var system, out var fault)) return fault;
        var named = await NameAsync(Identity(system), cancellationToken);
        if (!named.TryGet(out var identity, out fault)) return fault;
        if (scope == InventoryScope.Identity) return identity;
        var layout = explorer.Layout.System!;
        var managed = await explorer.ManagerAsync(cancellationToken);
        if (!managed.TryGet(out var manager, out fault)) return fault;
        var counted = await CountProcessorsAsync(system, layout, cancellationToken);
        if (!counted.TryGet(out var processors, out fault)) return fault;
        var interfaces = await ReadInterfacesAsync(layout, cancellationToken);
        if (!interfaces.TryGet(out var nics, out fault)) return fault;
        var drives = await _drives.ReadAsync(layout.Storage, cancellationToken);
        if (!drives.TryGet(out var disks, out fault)) return fault;
        return identity with
        {
            BmcVersion = manager.Firmware.Length > 0 ? manager.Firmware : null,
            ProcessorCount = processors.Count,
            ProcessorModel = processors.Model,
            Interfaces = nics,
            Drives = disks,
        };
    }

    /// <summary>A MAC as six octets in lower case with colons; null: none, or one that nobody has.</summary>
    internal static string? NormaliseMac(string? text)
    {
        if (text is null) return null;
        var digits = string.Concat(text.Where(char.IsAsciiHexDigit)).ToLowerInvariant();
        if (digits.Length != 12 || text.Length > 17 || digits is "000000000000" or "ffffffffffff") return null;
        return string.Join(':', Enumerable.Range(0, 6).Select(octet => digits.Substring(octet * 2, 2)));
    }

    private ServerInventory Identity(JsonElement system) => new()
    {
        Identity = IdentityReading.Read(system, explorer.Quirk(QuirkBehaviour.IdentitySerial) == "sku"),

        // A state that is neither on nor off is on: nothing is done to a machine that might run.
        Power = PowerReading.Read(system) ?? new PowerObservation(PowerState.On, null, null),
        BiosVersion = system.Text("BiosVersion"),
        MemoryMib = system.At("MemorySummary").Number("TotalSystemMemoryGiB") is > 0 and var gib ? (long)Math.Round(gib * 1024) : null,
        ProcessorCount = Positive(system.At("ProcessorSummary").Whole("Count")),
        ProcessorModel = system.At("ProcessorSummary").Text("Model"),
    };

    // Where the system does not say who it is and a chassis does. Nobody changes that while we are connected.
    private async ValueTask<PortResult<ServerInventory>> NameAsync(ServerInventory inventory, CancellationToken cancellationToken)
    {
        var identity = inventory.Identity;
        if (identity.Serial.Length > 0 || explorer.Quirk(QuirkBehaviour.IdentityChassis) is not { } id || string.IsNullOrEmpty(explorer.Layout.Chassis)) return inventory;
        if (_chassis.ValueKind == JsonValueKind.Undefined)
        {
            var got = await explorer.Client.FindAsync(ResourcePath.Below(explorer.Layout.Chassis, id), cancellationToken);
            if (!got.TryGet(out var reply, out var fault)) return fault;
            _chassis = reply.Body;
        }

        return inventory with
        {
            Identity = identity with
            {
                Serial = IdentityReading.Real(_chassis.Text("SerialNumber")) ?? "",
                Manufacturer = identity.Manufacturer.Length > 0 ? identity.Manufacturer : _chassis.Text("Manufacturer") ?? "",
                Model = identity.Model.Length > 0 ? identity.Model : _chassis.Text("Model") ?? "",
            },
        };
    }

    private async ValueTask<PortResult<(int? Count, string? Model)>> CountProcessorsAsync(
        JsonElement system, SystemLayout layout, CancellationToken cancellationToken)
    {
        var summary = system.At("ProcessorSummary");
        var (count, model) = (Positive(summary.Whole("Count")), summary.Text("Model"));
        var untold = count is null || model is null;
        if (layout.Processors.Length == 0 || (!untold && explorer.Quirk(QuirkBehaviour.InventoryProcessors) != "members")) return (count, model);
        var read = await explorer.Collections.ReadAsync(layout.Processors, MostProcessors, 1, cancellationToken);
        if (!read.TryGet(out var members, out var fault)) return fault;
        var central = members.Where(member => member.Body.Text("ProcessorType") is null or "CPU" && member.Body.At("Status").Text("State") != "Absent").ToList();
        return central.Count == 0 ? (count, model) : (central.Count, central.Select(member => member.Body.Text("Model")).FirstOrDefault(text => text is not null) ?? model);
    }

    private async ValueTask<PortResult<ValueArray<NetworkInterface>>> ReadInterfacesAsync(SystemLayout layout, CancellationToken cancellationToken)
    {
        if (layout.Ethernet.Length == 0) return ValueArray<NetworkInterface>.Empty;
        var read = await explorer.Collections.ReadAsync(layout.Ethernet, MostInterfaces, 1, cancellationToken);
        if (!read.TryGet(out var members, out var fault)) return fault;
        return members.Select(ReadInterface).OfType<NetworkInterface>().DistinctBy(nic => nic.Mac, StringComparer.Ordinal)
            .OrderBy(nic => nic.Id, StringComparer.Ordinal).ToValueArray();
    }

    private static NetworkInterface? ReadInterface(Member member)
    {
        var mac = NormaliseMac(member.Body.Text("PermanentMACAddress")) ?? NormaliseMac(member.Body.Text("MACAddress"));
        if (mac is null) return null;
        var speed = member.Body.Whole("SpeedMbps");
        return new NetworkInterface(member.Body.Text("Id") ?? ResourcePath.LastSegment(member.Uri), mac, speed > 0 ? speed : null);
    }

    private static int? Positive(long? count) => count is > 0 and < 100_000 ? (int)count : null;
}
