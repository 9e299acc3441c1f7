using Provisioning.Model.Diagnostics;

namespace Provisioning.Api.Servers;

/// <summary>What is wrong with a server.</summary>
/// <param name="Code">The permanent code.</param>
/// <param name="Summary">One line.</param>
/// <param name="Attempts">How often the step was tried.</param>
/// <param name="Remedy">The remedy under way or next; null when none is left.</param>
public sealed record FaultStatus(DiagnosticCode Code, string Summary, int Attempts, string? Remedy);
