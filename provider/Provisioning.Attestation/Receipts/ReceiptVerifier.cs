using System.Globalization;
using System.Security.Cryptography;
using Provisioning.Model.Attestation;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Lifecycles;

namespace Provisioning.Attestation.Receipts;

/// <summary>Verifies receipts offline: signatures, the chain, order, stages, and that each chain is about one machine. Pure and total.</summary>
public static class ReceiptVerifier
{
    // An engine's clock may be set back by its time server between two stages; more than this is no correction.
    private static readonly TimeSpan ClockCorrection = TimeSpan.FromMinutes(10);

    /// <summary>Verifies a set of receipts.</summary>
    /// <param name="envelopes">The receipts, in any order.</param>
    /// <param name="trusted">Keys that are trusted; one that signed a receipt is enough.</param>
    /// <param name="knownHeads">By claim, the digest of the newest receipt as another source has it (Terraform's state, the journal).</param>
    public static ReceiptVerification Verify(
        IEnumerable<ReceiptFile> envelopes, IEnumerable<SiteKey> trusted, ValueMap<string, string>? knownHeads = null)
    {
        var keys = trusted.Select(key => key.Open()).ToList();
        try
        {
            var verdicts = envelopes.Select(file => VerifyEnvelope(file, keys)).ToList();
            var chains = verdicts.Where(verdict => verdict.Summary is not null)
                .GroupBy(verdict => verdict.Summary!.Server.Claim, StringComparer.Ordinal)
                .Select(group => VerifyChain(group, knownHeads))
                .OrderBy(chain => chain.Server.Name, StringComparer.Ordinal).ThenBy(chain => chain.Server.Claim, StringComparer.Ordinal);
            return new ReceiptVerification(
                chains.ToValueArray(), verdicts.Where(verdict => verdict.Summary is null).ToValueArray());
        }
        finally
        {
            keys.ForEach(key => key.Dispose());
        }
    }

    private static ReceiptVerdict VerifyEnvelope(ReceiptFile file, List<ECDsa> keys)
    {
        if (DsseEnvelope.Parse(file.Content) is not { } envelope)
        {
            return new ReceiptVerdict(file.Name, null, null, [ReceiptDiagnostics.CannotRead(file.Name, "It is not a DSSE envelope.")]);
        }

        var digest = Convert.ToHexStringLower(SHA256.HashData(envelope.Payload.AsSpan()));
        if (!keys.Exists(envelope.IsSignedBy))
        {
            var ids = string.Join(", ", envelope.Signatures.Select(signature => signature.KeyId));
            return new ReceiptVerdict(file.Name, digest, null, [ReceiptDiagnostics.NotSigned(file.Name, $"It names key {ids}.")]);
        }

        // From here on only the bytes that were verified are read.
        if (envelope.PayloadType != ReceiptNames.PayloadType)
        {
            return new ReceiptVerdict(file.Name, digest, null, [ReceiptDiagnostics.CannotRead(file.Name, $"Its payload is {envelope.PayloadType}.")]);
        }

        return ReceiptSummary.Parse(envelope.Payload.AsSpan().ToArray(), out var seen) is { } summary
            ? new ReceiptVerdict(file.Name, digest, summary, [])
            : new ReceiptVerdict(file.Name, digest, null, [ReceiptDiagnostics.CannotRead(file.Name, seen)]);
    }

    private static ReceiptChain VerifyChain(IGrouping<string, ReceiptVerdict> group, ValueMap<string, string>? knownHeads)
    {
        var ordered = group.OrderBy(verdict => verdict.Summary!.Sequence).ThenBy(verdict => verdict.File, StringComparer.Ordinal).ToList();
        var server = ordered[0].Summary!.Server;
        var judged = ValueArray<ReceiptVerdict>.Empty;
        ReceiptVerdict? previous = null;
        foreach (var verdict in ordered)
        {
            judged = judged.Add(verdict with { Faults = LinkFaults(verdict, previous, server).ToValueArray() });
            previous = verdict;
        }

        var head = previous!.Digest!;
        return knownHeads is not null && knownHeads.TryGetValue(group.Key, out var known) && known != head
            ? new ReceiptChain(server, judged, [ReceiptDiagnostics.MissingHead(known, head)])
            : new ReceiptChain(server, judged, []);
    }

    private static IEnumerable<Diagnostic> LinkFaults(ReceiptVerdict verdict, ReceiptVerdict? previous, ReceiptServer server)
    {
        var receipt = verdict.Summary!;
        var before = previous?.Summary;
        var expected = (before?.Sequence ?? 0) + 1;
        if (receipt.Sequence != expected)
        {
            yield return ReceiptDiagnostics.OutOfOrder(
                verdict.File, string.Create(CultureInfo.InvariantCulture, $"Its number is {receipt.Sequence}; {expected} is next."));
        }

        if (receipt.ParentSha256 != previous?.Digest)
        {
            yield return ReceiptDiagnostics.DoesNotFollow(verdict.File, previous?.Digest ?? "none", receipt.ParentSha256 ?? "none");
        }

        if (before is not null && receipt.CommittedAt < before.CommittedAt - ClockCorrection)
        {
            yield return ReceiptDiagnostics.OutOfOrder(
                verdict.File, $"It was committed at {ReceiptStatement.Time(receipt.CommittedAt)}, before {ReceiptStatement.Time(before.CommittedAt)}.");
        }

        if (receipt.Server.Uuid != server.Uuid || receipt.Server.Serial != server.Serial || receipt.Server.Site != server.Site)
        {
            yield return ReceiptDiagnostics.OtherSubject(verdict.File, Identity(server), Identity(receipt.Server));
        }

        if (StageFault(receipt, before) is { } seen) yield return ReceiptDiagnostics.WrongStage(verdict.File, seen);
    }

    /// <summary>A chain begins with discovery and ends with retirement; within one operation stages come in their order, each once.</summary>
    private static string? StageFault(ReceiptSummary receipt, ReceiptSummary? before)
    {
        var stage = ReceiptNames.Of(receipt.Stage);
        if (before is null) return receipt.Stage == Stage.Discovery ? null : $"The chain begins with {stage}.";
        if (before.Stage == Stage.Retire) return $"{stage} comes after retirement.";
        return receipt.Operation == before.Operation && receipt.Stage <= before.Stage
            ? $"{stage} comes after {ReceiptNames.Of(before.Stage)} in one operation."
            : null;
    }

    private static string Identity(ReceiptServer server) => $"{server.Uuid} serial {server.Serial} at site {server.Site}";
}
