namespace Provisioning.Api.Receipts;

/// <summary>One file of an export: an envelope, a chain or a public key.</summary>
/// <param name="Name">A relative path with forward slashes.</param>
/// <param name="Content">Its text: JSON or PEM.</param>
public sealed record ReceiptFile(string Name, string Content);
