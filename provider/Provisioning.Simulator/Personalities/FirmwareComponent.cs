namespace Provisioning.Simulator.Personalities;

/// <summary>An entry of the firmware inventory.</summary>
internal sealed record FirmwareComponent(string Id, string Name, string Version, bool Updateable);
