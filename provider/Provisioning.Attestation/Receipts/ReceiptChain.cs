using Provisioning.Model.Attestation;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Attestation.Receipts;

/// <summary>The receipts of one claim, in their order.</summary>
/// <param name="Server">The machine, by the first receipt.</param>
/// <param name="Receipts">The receipts; at least one.</param>
/// <param name="Faults">What is wrong with the chain as a whole.</param>
public sealed record ReceiptChain(ReceiptServer Server, ValueArray<ReceiptVerdict> Receipts, ValueArray<Diagnostic> Faults)
{
    /// <summary>The digest of the newest receipt. A chain that was cut at its end can only be told by comparing this with another source.</summary>
    public string Head => Receipts[^1].Digest ?? "";

    /// <summary>Whether every receipt and the chain hold.</summary>
    public bool Holds => Faults.IsEmpty && Receipts.All(receipt => receipt.Holds);
}
