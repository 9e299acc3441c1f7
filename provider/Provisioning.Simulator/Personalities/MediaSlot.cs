using Provisioning.Model.Collections;

namespace Provisioning.Simulator.Personalities;

/// <summary>A virtual media device.</summary>
internal sealed record MediaSlot(string Id, string Name, ValueArray<string> MediaTypes)
{
    /// <summary>Whether it shows a CD or DVD to the machine.</summary>
    public bool IsOptical => MediaTypes.Any(type => type is "CD" or "DVD");
}
