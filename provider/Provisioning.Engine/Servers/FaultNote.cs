using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Faults;

namespace Provisioning.Engine.Servers;

/// <summary>A fault as the journal keeps it.</summary>
/// <param name="Kind">What went wrong.</param>
/// <param name="Diagnostic">What an operator reads.</param>
/// <param name="Evidence">Excerpts of what was seen.</param>
/// <param name="Step">The step; null: none.</param>
/// <param name="Tries">How often the step was tried.</param>
public sealed record FaultNote(FaultKind Kind, Diagnostic Diagnostic, ValueArray<string> Evidence, string? Step, int Tries);
