namespace Provisioning.Engine.Attestation;

/// <summary>A receipt that was kept.</summary>
/// <param name="Digest">The digest of the signed payload, SHA-256 as lower-case hex.</param>
public sealed record ReceiptWritten(string Digest);
