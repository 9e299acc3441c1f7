using Provisioning.Model.Collections;
using Provisioning.Model.Faults;
using Provisioning.Model.Firmware;

namespace Provisioning.Engine.Firmware;

/// <summary>Firmware, as far as reading goes.</summary>
public interface IFirmwarePort
{
    /// <summary>The inventory. The entries for <c>bmc</c> and <c>bios</c> bear these roles.</summary>
    ValueTask<PortResult<ValueArray<InstalledFirmware>>> ReadAsync(CancellationToken cancellationToken);
}
