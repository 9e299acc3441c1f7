using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Model.Faults;

/// <summary>
/// A typed failure: what a remedy is chosen by (<paramref name="Kind"/>), what an operator reads, and the evidence.
/// </summary>
/// <param name="Kind">What went wrong.</param>
/// <param name="Diagnostic">What an operator reads.</param>
/// <param name="Evidence">Excerpts of what was seen (event-log entries, messages), without secrets.</param>
public sealed record Fault(FaultKind Kind, Diagnostic Diagnostic, ValueArray<string> Evidence)
{
    /// <summary>A fault without more evidence than its diagnostic.</summary>
    public Fault(FaultKind kind, Diagnostic diagnostic)
        : this(kind, diagnostic, ValueArray<string>.Empty)
    {
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}: {Diagnostic}";
}
