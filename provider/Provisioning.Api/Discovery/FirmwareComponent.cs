namespace Provisioning.Api.Discovery;

/// <summary>An entry of a machine's firmware inventory.</summary>
/// <param name="Id">Its id, as a baseline names it.</param>
/// <param name="Name">What the BMC calls it.</param>
/// <param name="Version">The version in force.</param>
/// <param name="Role"><c>bmc</c>, <c>bios</c>, or null for neither.</param>
public sealed record FirmwareComponent(string Id, string Name, string Version, string? Role);
