using Provisioning.Model.Collections;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.Inventories;

/// <summary>The values of a server that somebody manages.</summary>
internal sealed record ManagedKeys(ValueArray<string> Bios, ValueArray<string> Firmware, ValueArray<string> BmcSettings)
{
    public static ManagedKeys Of(ServerDesired desired) => new(
        ManagedSettings.Bios(desired).Keys.ToValueArray(),
        ManagedSettings.Firmware(desired).Keys.ToValueArray(),
        ManagedSettings.Bmc(desired).Keys.ToValueArray());
}
