using Provisioning.Simulator.Machines.Media;
using Provisioning.Simulator.Personalities;

namespace Provisioning.Simulator.Bmcs;

/// <summary>A virtual media device. Used under the BMC's gate.</summary>
internal sealed class MediaDrive(MediaSlot slot)
{
    public MediaSlot Slot { get; } = slot;

    public RemoteImage? Image { get; set; }

    public bool Inserted { get; set; }

    public bool WriteProtected { get; set; } = true;

    public bool VerifyCertificate { get; set; }

    public string UserName { get; set; } = "";

    /// <summary>Whether an insertion is under way.</summary>
    public bool Busy { get; set; }
}
