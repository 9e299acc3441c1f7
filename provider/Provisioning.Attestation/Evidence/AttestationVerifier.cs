using System.Security.Cryptography;
using Provisioning.Attestation.Tpm;
using Provisioning.Model.Attestation;
using Provisioning.Model.Collections;

namespace Provisioning.Attestation.Evidence;

/// <summary>
/// Judges a machine's evidence. Pure: bytes and expectations in, a report with every check out, whatever the bytes are. Checks that rest
/// on another one fail with it, because what cannot be shown does not hold.
/// </summary>
public static class AttestationVerifier
{
    /// <summary>Makes all checks.</summary>
    /// <param name="evidence">What the machine sent.</param>
    /// <param name="expectation">What we know ourselves.</param>
    public static AttestationReport Verify(AttestationEvidence evidence, AttestationExpectation expectation)
    {
        var keys = new KeyChecks(evidence, expectation);
        var quote = new QuoteChecks(evidence, expectation, keys.AttestationKey);
        var log = new LogChecks(evidence, expectation, quote);
        var image = new ImageChecks(expectation, quote, log);
        return new AttestationReport
        {
            HasTpm = true,
            Facts = Facts(evidence, keys, quote, log),
            Checks =
            [
                new(AttestationCheckName.Nonce, quote.Nonce),
                new(AttestationCheckName.QuoteStructure, quote.Structure),
                new(AttestationCheckName.AttestationKey, keys.Attributes),
                new(AttestationCheckName.KeyBinding, keys.Binding),
                new(AttestationCheckName.EndorsementCertificate, keys.Certificate),
                new(AttestationCheckName.Signature, quote.Signature),
                new(AttestationCheckName.PcrSelection, quote.Selection),
                new(AttestationCheckName.EventLogForm, log.Form),
                new(AttestationCheckName.EventLogReplay, log.Replay),
                new(AttestationCheckName.EventDigests, log.Digests),
                new(AttestationCheckName.SeparatorRules, log.Separators),
                new(AttestationCheckName.FirmwareMode, log.Mode),
                new(AttestationCheckName.ResetCounter, quote.ResetCounter),
                new(AttestationCheckName.BootedImage, image.Booted),
                new(AttestationCheckName.ImageSections, image.Sections),
                new(AttestationCheckName.MachineData, image.MachineData),
            ],
        };
    }

    private static QuoteFacts? Facts(AttestationEvidence evidence, KeyChecks keys, QuoteChecks quote, LogChecks log)
    {
        if (quote.Quote is not { } quoted || keys.AttestationKey is not { } attestation) return null;
        return new QuoteFacts
        {
            Bank = TpmHash.BankName(quote.Bank),
            Pcrs = log.Registers.Aggregate(
                ValueMap<int, string>.Empty, (map, register) => map.Set(register.Key, Convert.ToHexStringLower(register.Value))),
            PcrDigest = Convert.ToHexStringLower(quoted.PcrDigest),
            AttestationKeyName = Convert.ToHexStringLower(attestation.Name),
            EndorsementKeySha256 = Sha256(keys.EndorsementKey?.Bytes ?? evidence.EndorsementKey.Span),
            EndorsementCertificateSha256 = evidence.EndorsementCertificate.IsEmpty ? null : Sha256(evidence.EndorsementCertificate.Span),
            ResetCount = quoted.ResetCount,
            RestartCount = quoted.RestartCount,
            ClockIsSafe = quoted.Safe,
            FirmwareVersion = quoted.FirmwareVersion,
            SecureBoot = log.SecureBoot,
            BootedApplications = log.BootedApplications,
        };
    }

    private static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
