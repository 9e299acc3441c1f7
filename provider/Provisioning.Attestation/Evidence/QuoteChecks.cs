using System.Security.Cryptography;
using Provisioning.Attestation.Tpm;
using Provisioning.Model.Attestation;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Attestation.Evidence;

/// <summary>What the quote and its signature show.</summary>
internal sealed class QuoteChecks
{
    public QuoteChecks(AttestationEvidence evidence, AttestationExpectation expectation, TpmPublic? key)
    {
        Quote = TpmQuote.Parse(evidence.Quote.Span);
        Bank = TpmHash.TryParseBank(expectation.Bank, out var bank) ? bank : TpmAlgorithm.Null;
        var signature = TpmSignature.Parse(evidence.Signature.Span);
        SignatureHash = signature?.Hash ?? TpmAlgorithm.Null;
        Structure = CheckResults.From(StructureFault(evidence.Quote.Span));
        Signature = CheckResults.From(SignatureFault(evidence, signature, key));
        if (Quote is { } quote)
        {
            Nonce = CheckResults.From(NonceFault(quote, expectation));
            Selection = CheckResults.From(SelectionFault(quote, expectation));
            ResetCounter = expectation.PreviousResetCount is { } before
                ? CheckResults.From(quote.ResetCount > before ? null : AttestationDiagnostics.NoRestart(before, quote.ResetCount))
                : CheckResults.NotApplicable("there was no earlier look to compare with");
            return;
        }

        Nonce = Selection = ResetCounter = Structure;
    }

    public TpmQuote? Quote { get; }

    /// <summary>The bank that is judged; <see cref="TpmAlgorithm.Null"/> when the expectation names none that we know.</summary>
    public TpmAlgorithm Bank { get; }

    /// <summary>The hash of the signature, which is that of the digest over the registers, too.</summary>
    public TpmAlgorithm SignatureHash { get; }

    public AttestationCheckResult Nonce { get; }

    public AttestationCheckResult Structure { get; }

    public AttestationCheckResult Signature { get; }

    public AttestationCheckResult Selection { get; }

    public AttestationCheckResult ResetCounter { get; }

    /// <summary>The registers of the judged bank that the quote covers.</summary>
    public ValueArray<int> QuotedPcrs =>
        Quote?.Selections.FirstOrDefault(selection => selection.Bank == Bank)?.Pcrs ?? ValueArray<int>.Empty;

    private Diagnostic? StructureFault(ReadOnlySpan<byte> data)
    {
        if (Quote is not null) return null;
        var (magic, type) = TpmQuote.ReadHeader(data);
        return magic != TpmQuote.Magic || type != TpmQuote.QuoteType
            ? AttestationDiagnostics.WrongStructure($"Magic 0x{magic:x8}, type 0x{type:x4}; {data.Length} bytes.")
            : AttestationDiagnostics.Malformed("quote", $"{data.Length} bytes.");
    }

    private static Diagnostic? SignatureFault(AttestationEvidence evidence, TpmSignature? signature, TpmPublic? key)
    {
        if (signature is null) return AttestationDiagnostics.Malformed("signature", $"{evidence.Signature.Length} bytes.");
        if (key is null) return AttestationDiagnostics.InvalidSignature("There is no attestation key to verify it with.");
        if (!TpmHash.IsStrong(signature.Hash)) return AttestationDiagnostics.WeakBank($"It is signed over {TpmHash.BankName(signature.Hash)}.");
        return signature.Verifies(key, evidence.Quote.Span)
            ? null
            : AttestationDiagnostics.InvalidSignature($"Scheme 0x{(ushort)signature.Scheme:x4} with {TpmHash.BankName(signature.Hash)}.");
    }

    private static Diagnostic? NonceFault(TpmQuote quote, AttestationExpectation expectation) =>
        !expectation.Nonce.IsEmpty && CryptographicOperations.FixedTimeEquals(quote.ExtraData, expectation.Nonce.Span)
            ? null
            : AttestationDiagnostics.WrongNonce(
                Convert.ToHexStringLower(expectation.Nonce.Span), Convert.ToHexStringLower(quote.ExtraData));

    private Diagnostic? SelectionFault(TpmQuote quote, AttestationExpectation expectation)
    {
        if (!TpmHash.IsStrong(Bank)) return AttestationDiagnostics.WeakBank($"The bank is {expectation.Bank}.");
        if (quote.Selections.Where(selection => selection.Bank != Bank).Any(selection => selection.Pcrs.Count > 0)
            || quote.Selections.Count(selection => selection.Bank == Bank) > 1)
        {
            return AttestationDiagnostics.WeakBank($"Registers of other banks than {expectation.Bank} are quoted, too.");
        }

        var missing = expectation.Pcrs.Except(QuotedPcrs).ToList();
        return missing.Count == 0 ? null : AttestationDiagnostics.IncompleteSelection(expectation.Bank, missing);
    }
}
