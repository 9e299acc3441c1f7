using Provisioning.Engine.Imaging;
using Provisioning.Model.Bios;

namespace Provisioning.Engine.Steps;

/// <summary>What was published for an attempt.</summary>
internal sealed class WindowMaterial
{
    public MediaPublication? Medium { get; set; }

    public ImagePublication? Image { get; set; }

    /// <summary>BIOS settings as the probe right before the write saw them; null: they are read anew.</summary>
    public BiosObservation? Bios { get; set; }

    /// <summary>The orders that this engine has handed to the agents' port: after a restart each is handed over once more.</summary>
    public HashSet<string> Orders { get; } = new(StringComparer.Ordinal);
}
