using Provisioning.Model.Servers;

namespace Provisioning.Model.Agents;

/// <summary>What the marker on the disk says.</summary>
/// <param name="Site">The site.</param>
/// <param name="ServerName">The server's name.</param>
/// <param name="Uuid">The system's UUID.</param>
/// <param name="Serial">The system's serial number.</param>
/// <param name="Claim">Who owns it.</param>
public sealed record DiskMarker(string Site, string ServerName, Guid Uuid, string Serial, ClaimId Claim);
