using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Provisioning.Model.Attestation;

namespace Provisioning.Attestation.Receipts;

/// <summary>Writes the statement of a receipt (in-toto Statement v1): about which machine, and what was done to it.</summary>
internal static class ReceiptStatement
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>The bytes that are signed.</summary>
    public static byte[] Write(Receipt receipt) => new CanonicalObject()
        .Add("_type", ReceiptNames.StatementType)
        .Add("subject",
        [
            new CanonicalObject()
                .Add("name", SubjectName(receipt.Server.Uuid, receipt.Server.Serial))
                .Add("digest", new CanonicalObject().Add("sha256", SubjectDigest(receipt.Server.Uuid, receipt.Server.Serial))),
        ])
        .Add("predicateType", ReceiptNames.PredicateType)
        .Add("predicate", Predicate(receipt))
        .ToBytes();

    /// <summary>The machine's name as a subject.</summary>
    public static string SubjectName(string uuid, string serial) => $"{uuid}/{serial}";

    /// <summary>The digest that stands for the machine: SHA-256 of UUID, line feed, serial.</summary>
    public static string SubjectDigest(string uuid, string serial) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{uuid}\n{serial}")));

    /// <summary>A time in UTC with milliseconds.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static CanonicalObject Predicate(Receipt receipt)
    {
        var predicate = new CanonicalObject()
            .Add("site", receipt.Server.Site)
            .Add("server", new CanonicalObject()
                .Add("name", receipt.Server.Name).Add("uuid", receipt.Server.Uuid).Add("serial", receipt.Server.Serial))
            .Add("claim", receipt.Server.Claim)
            .Add("stage", ReceiptNames.Of(receipt.Stage))
            .Add("sequence", receipt.Sequence)
            .Add("parent", receipt.ParentSha256)
            .Add("operation", receipt.Operation)
            .Add("actor", receipt.Actor)
            .Add("door", receipt.Door)
            .Add("engineVersion", receipt.EngineVersion)
            .Add("committedAt", Time(receipt.CommittedAt))
            .Add("before", receipt.Before)
            .Add("after", receipt.After)
            .Add("documents", receipt.Documents)
            .Add("measurements", receipt.Measurements)
            .Add("quirks", new CanonicalObject().Add("sha256", receipt.QuirksSha256))
            .Add("overrides", receipt.Overrides.Select(note => new CanonicalObject()
                .Add("kind", note.Kind).Add("actor", note.Actor).Add("at", Time(note.At)).Add("reason", note.Reason)));
        return receipt.Attestation is { } report ? predicate.Add("attestation", Attestation(report)) : predicate;
    }

    private static CanonicalObject Attestation(AttestationReport report)
    {
        var written = new CanonicalObject()
            .Add("tpm", report.HasTpm)
            .Add("verdict", report.Verdict.Match(_ => "mismatch", _ => "recorded"))
            .Add("checks", report.Checks.Select(check => check.Result.Match(
                _ => Check(check, "passed"),
                failed => Check(check, "failed")
                    .Add("code", failed.Diagnostic.Code.ToString()).Add("seen", failed.Diagnostic.Seen),
                absent => Check(check, "not_applicable").Add("reason", absent.Reason))));
        return report.Facts is { } facts ? written.Add("facts", Facts(facts)) : written;
    }

    private static CanonicalObject Check(AttestationCheck check, string result) =>
        new CanonicalObject().Add("name", ReceiptNames.Of(check.Name)).Add("result", result);

    private static CanonicalObject Facts(QuoteFacts facts)
    {
        var registers = new CanonicalObject();
        foreach (var (pcr, value) in facts.Pcrs) _ = registers.Add(pcr.ToString(CultureInfo.InvariantCulture), value);
        return new CanonicalObject()
            .Add("bank", facts.Bank)
            .Add("pcrs", registers)
            .Add("pcrDigest", facts.PcrDigest)
            .Add("attestationKeyName", facts.AttestationKeyName)
            .Add("endorsementKeySha256", facts.EndorsementKeySha256)
            .Add("endorsementCertificateSha256", facts.EndorsementCertificateSha256)
            .Add("resetCount", facts.ResetCount)
            .Add("restartCount", facts.RestartCount)
            .Add("clockIsSafe", facts.ClockIsSafe)
            .Add("firmwareVersion", facts.FirmwareVersion.ToString(CultureInfo.InvariantCulture))
            .Add("secureBoot", facts.SecureBoot switch
            {
                SecureBootState.On => "on",
                SecureBootState.Off => "off",
                SecureBootState.SetupMode => "setup_mode",
                _ => "unknown",
            })
            .Add("bootedApplications", facts.BootedApplications);
    }
}
