using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Attestation.Receipts;

/// <summary>What the verification of one receipt gave.</summary>
/// <param name="File">The file.</param>
/// <param name="Digest">SHA-256 of its payload; null when it cannot be read.</param>
/// <param name="Summary">What it says; null when it cannot be read or is not signed: then it says nothing.</param>
/// <param name="Faults">What is wrong with it; none when it holds.</param>
public sealed record ReceiptVerdict(string File, string? Digest, ReceiptSummary? Summary, ValueArray<Diagnostic> Faults)
{
    /// <summary>Whether nothing is wrong with it and its place in the chain.</summary>
    public bool Holds => Faults.IsEmpty;
}
