using Provisioning.Api.Discovery;
using Provisioning.Engine.Discovery;
using Provisioning.Model.Bios;
using Provisioning.Model.Collections;
using Provisioning.Model.Faults;
using Provisioning.Model.Firmware;

namespace Provisioning.Host.Composition;

/// <summary>Lists what profiles and baselines name: BIOS attributes with what they can be, and firmware components. Only reads.</summary>
internal static class MachineListing
{
    public static async ValueTask<PortResult<ValueArray<BiosAttribute>>> BiosAsync(IBmcConnection connection, CancellationToken cancellationToken)
    {
        if (!(await connection.Bios.ReadAsync([], cancellationToken)).TryGet(out var names, out var fault)) return fault;
        if (!(await connection.Bios.ReadAsync(names.Current.Select(pair => pair.Key).ToValueArray(), cancellationToken)).TryGet(out var read, out fault)) return fault;
        return read.Current.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => Of(pair.Key, pair.Value, read)).ToValueArray();
    }

    public static async ValueTask<PortResult<ValueArray<FirmwareComponent>>> FirmwareAsync(IBmcConnection connection, CancellationToken cancellationToken) =>
        (await connection.Firmware.ReadAsync(cancellationToken)).TryGet(out var inventory, out var fault)
            ? inventory.OrderBy(entry => entry.Id, StringComparer.Ordinal).Select(Of).ToValueArray()
            : fault;

    private static BiosAttribute Of(string name, string value, BiosObservation read)
    {
        var entry = read.Entries.TryGetValue(name, out var known) ? known : null;
        return new BiosAttribute
        {
            Name = name,
            Value = value,
            Pending = read.Pending.TryGetValue(name, out var pending) ? pending : null,
            Type = entry?.Type switch
            {
                null => null,
                BiosAttributeType.Enumeration => "enumeration",
                BiosAttributeType.Whole => "number",
                BiosAttributeType.Flag => "flag",
                BiosAttributeType.Password => "password",
                _ => "text",
            },
            ReadOnly = entry?.ReadOnly ?? false,
            AllowedValues = entry?.AllowedValues ?? [],
            Least = entry?.LowerBound,
            Most = entry?.UpperBound,
            Longest = entry?.MaxLength,
        };
    }

    private static FirmwareComponent Of(InstalledFirmware entry) => new(entry.Id, entry.Name, entry.Version, entry.Role);
}
