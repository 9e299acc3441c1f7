namespace Provisioning.Api.Servers;

/// <summary>Asks what happened.</summary>
/// <param name="Server">To which server; null for all.</param>
/// <param name="OperationId">In which operation; null for all.</param>
/// <param name="Limit">The newest so many rows; 0 leaves it to the engine.</param>
public sealed record HistoryRequest(string? Server, string? OperationId, int Limit);
