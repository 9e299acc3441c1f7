namespace Provisioning.Api.Receipts;

/// <summary>Asks for receipts, in the form that is verified offline.</summary>
/// <param name="Server">Of which server; null for all.</param>
public sealed record ReceiptsRequest(string? Server);
