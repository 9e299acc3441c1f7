using System.Globalization;
using Provisioning.Attestation.EventLogs;
using Provisioning.Attestation.Tpm;
using Provisioning.Model.Attestation;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Attestation.Evidence;

/// <summary>What the event log shows, held against the quote.</summary>
internal sealed class LogChecks
{
    private const int FirmwareRegisters = 8;

    public LogChecks(AttestationEvidence evidence, AttestationExpectation expectation, QuoteChecks quote)
    {
        var parsed = EventLogParser.Parse(evidence.EventLog.Span);
        Form = CheckResults.From(parsed.Match<Diagnostic?>(_ => null, failure => failure.Errors[0]));
        if (parsed is not Outcome<EventLog>.Success { Value: var log })
        {
            Replay = Digests = Separators = Mode = Form;
            return;
        }

        Replay = CheckResults.From(ReplayFault(log, evidence, expectation, quote));
        Digests = CheckResults.From(EventLogRules.DigestFault(log, quote.Bank));
        Separators = CheckResults.From(EventLogRules.SeparatorFault(log, quote.Bank));
        Mode = CheckResults.From(EventLogRules.ModeFault(log, quote.Bank));
        BootedApplications = EventLogRules.Booted(log, quote.Bank).Select(entry => entry.Digest(quote.Bank)).ToValueArray();
        if (Replay is not AttestationCheckResult.Passed) return;
        Registers = quote.QuotedPcrs.Aggregate(
            ValueMap<int, byte[]>.Empty, (registers, pcr) => registers.Set(pcr, log.Replay(pcr, quote.Bank)));
        if (Digests is AttestationCheckResult.Passed) SecureBoot = EventLogRules.SecureBoot(log, quote.Bank);
    }

    public AttestationCheckResult Form { get; }

    public AttestationCheckResult Replay { get; }

    public AttestationCheckResult Digests { get; }

    public AttestationCheckResult Separators { get; }

    public AttestationCheckResult Mode { get; }

    /// <summary>The values of the quoted registers; empty unless the replay gives the quoted digest.</summary>
    public ValueMap<int, byte[]> Registers { get; } = ValueMap<int, byte[]>.Empty;

    /// <summary>See <see cref="EventLogRules.Booted"/>.</summary>
    public ValueArray<string> BootedApplications { get; }

    public SecureBootState SecureBoot { get; } = SecureBootState.Unknown;

    private static Diagnostic? ReplayFault(
        EventLog log, AttestationEvidence evidence, AttestationExpectation expectation, QuoteChecks quote)
    {
        if (quote.Quote is not { } quoted || quote.SignatureHash == TpmAlgorithm.Null)
        {
            return AttestationDiagnostics.DisagreeingLog("There is no readable quote to compare with.");
        }

        var pcrs = quote.QuotedPcrs;
        if (!log.Banks.Contains(quote.Bank))
        {
            return AttestationDiagnostics.NoEvents($"The log has no digests for bank {expectation.Bank}.");
        }

        // Registers that nothing was measured into are zero on both sides and always agree. Firmware measures at least a separator
        // into each of its own, so one without an event there means that this bank was left alone.
        var untouched = pcrs.Where(pcr => pcr < FirmwareRegisters && !log.Of(pcr, quote.Bank).Any()).ToList();
        if (untouched.Count > 0 || !pcrs.Any(pcr => log.Of(pcr, quote.Bank).Any()))
        {
            return AttestationDiagnostics.NoEvents(
                untouched.Count > 0 ? $"Bank {expectation.Bank}: nothing was measured into PCR {string.Join(", ", untouched)}."
                    : $"Bank {expectation.Bank}: nothing was measured into the quoted registers.");
        }

        var digest = TpmHash.Compute(quote.SignatureHash, [.. pcrs.Select(pcr => log.Replay(pcr, quote.Bank))]);
        return digest.AsSpan().SequenceEqual(quoted.PcrDigest)
            ? ReportFault(log, evidence, quote)
            : AttestationDiagnostics.DisagreeingLog(string.Create(
                CultureInfo.InvariantCulture,
                $"The log's {log.Events.Count} events give {Convert.ToHexStringLower(digest)} over PCR {string.Join(", ", pcrs)}; quoted is {Convert.ToHexStringLower(quoted.PcrDigest)}."));
    }

    /// <summary>What the agent says that it read has to be what was quoted: it goes into receipts.</summary>
    private static Diagnostic? ReportFault(EventLog log, AttestationEvidence evidence, QuoteChecks quote)
    {
        foreach (var (pcr, reported) in evidence.ReportedPcrs)
        {
            if (!quote.QuotedPcrs.Contains(pcr)) return AttestationDiagnostics.DisagreeingLog($"PCR {pcr} is reported and was not quoted.");
            var value = Convert.ToHexStringLower(log.Replay(pcr, quote.Bank));
            if (value != reported) return AttestationDiagnostics.DisagreeingLog($"PCR {pcr} is reported as {reported} and was quoted as {value}.");
        }

        return null;
    }
}
