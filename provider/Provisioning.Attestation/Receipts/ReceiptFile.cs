namespace Provisioning.Attestation.Receipts;

/// <summary>A file of an export of receipts.</summary>
/// <param name="Name">Its path, relative to the export.</param>
/// <param name="Content">Its bytes.</param>
public sealed record ReceiptFile(string Name, ReadOnlyMemory<byte> Content);
