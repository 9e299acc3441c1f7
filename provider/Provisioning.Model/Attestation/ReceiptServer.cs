namespace Provisioning.Model.Attestation;

/// <summary>The machine that a receipt is about. Identity is UUID and serial; name, site and claim say whose it was then.</summary>
/// <param name="Site">The site's name.</param>
/// <param name="Name">The server's name in the definition.</param>
/// <param name="Uuid">The system UUID, lower case with hyphens.</param>
/// <param name="Serial">The serial number as the machine reports it.</param>
/// <param name="Claim">The claim under which the stage was done; one chain per claim.</param>
public sealed record ReceiptServer(string Site, string Name, string Uuid, string Serial, string Claim);
