using Provisioning.Model.Collections;

namespace Provisioning.Attestation.Receipts;

/// <summary>What the verification of a set of receipts gave.</summary>
/// <param name="Chains">The chains, one per claim, in the order of server names.</param>
/// <param name="Unusable">Receipts that cannot be read or are not signed by a trusted key: they belong to no chain.</param>
public sealed record ReceiptVerification(ValueArray<ReceiptChain> Chains, ValueArray<ReceiptVerdict> Unusable)
{
    /// <summary>Whether there is something and all of it holds.</summary>
    public bool Holds => !Chains.IsEmpty && Unusable.IsEmpty && Chains.All(chain => chain.Holds);
}
