namespace Provisioning.Simulator.Redfish.Resources;

/// <summary>A boot option of the firmware.</summary>
internal sealed record BootOption(string Reference, string Name, string DevicePath, string Alias);
