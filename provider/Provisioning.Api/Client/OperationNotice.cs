namespace Provisioning.Api.Client;

/// <summary>One line of news about an operation.</summary>
/// <param name="OperationId">Which operation.</param>
/// <param name="At">When, by the engine's clock.</param>
/// <param name="Server">The machine's name; empty where it is about none.</param>
/// <param name="Text">What a person reads.</param>
/// <param name="Transition">Whether this is a step's transition, which is never dropped, rather than progress, which may be.</param>
public sealed record OperationNotice(string OperationId, DateTimeOffset At, string Server, string Text, bool Transition);
