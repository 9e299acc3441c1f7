namespace Provisioning.Attestation.Receipts;

/// <summary>A receipt that can be kept and handed out.</summary>
/// <param name="FileName">Where it lies in an export, relative.</param>
/// <param name="Envelope">The DSSE envelope, JSON.</param>
/// <param name="Digest">SHA-256 of the signed payload in lower-case hexadecimal: what the next receipt names as its parent.</param>
public sealed record SignedReceipt(string FileName, ReadOnlyMemory<byte> Envelope, string Digest);
