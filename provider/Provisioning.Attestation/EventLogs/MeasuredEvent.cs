using Provisioning.Attestation.Tpm;
using Provisioning.Model.Collections;

namespace Provisioning.Attestation.EventLogs;

/// <summary>One event of a log.</summary>
/// <param name="Position">Its position in the log, from 0; what people count by.</param>
/// <param name="Pcr">The register that it extends; -1 for a note on none.</param>
/// <param name="Type">What kind it is.</param>
/// <param name="Digests">The digest per bank.</param>
/// <param name="Data">What the firmware says about it: a claim, unless its digest is that of the data.</param>
internal sealed record MeasuredEvent(
    int Position, int Pcr, EventType Type, ValueMap<TpmAlgorithm, ValueArray<byte>> Digests, ValueArray<byte> Data)
{
    /// <summary>Whether it extends its register; notes for the reader do not.</summary>
    public bool Extends => Type != EventType.NoAction;

    /// <summary>The digest in a bank, in hexadecimal; empty when the bank has none.</summary>
    public string Digest(TpmAlgorithm bank) =>
        Digests.TryGetValue(bank, out var digest) ? Convert.ToHexStringLower(digest.AsSpan()) : "";
}
