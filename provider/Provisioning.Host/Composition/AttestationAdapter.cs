using System.Security.Cryptography;
using Provisioning.Attestation.Booting;
using Provisioning.Attestation.Evidence;
using Provisioning.Attestation.Tpm;
using Provisioning.Engine.Attestation;
using Provisioning.Model.Agents;
using Provisioning.Model.Attestation;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Faults;

namespace Provisioning.Host.Composition;

/// <summary>The attestation library behind the engine's port. The UKI is measured once; it is the same for all machines.</summary>
internal sealed class AttestationAdapter : IAttestationPort
{
    private const int SecretBytes = 32;

    /// <summary>The name under which the boot medium carries the per-machine data; systemd-stub measures it into PCR 12.</summary>
    private const string MachineDataName = "agent.cred";

    private readonly Lock _lock = new();
    private (ReadOnlyMemory<byte> Uki, Outcome<UkiMeasurement> Measured)? _measured;

    public PortResult<ActivationChallenge> Challenge(AgentAnswer.Identified keys)
    {
        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        return CredentialMaker.Make(keys.EndorsementKey.AsSpan(), keys.AttestationKey.AsSpan(), secret).Match<PortResult<ActivationChallenge>>(
            success => new ActivationChallenge(success.Value.CredentialBlob, success.Value.EncryptedSecret, ValueArray.Create<byte>(secret)),
            failure => new Fault(FaultKind.AttestationFailed, failure.Errors[0]));
    }

    public AttestationResult Verify(AgentAnswer.Identified keys, AgentAnswer.Quoted quote, ValueArray<byte> nonce, AttestationBasis basis)
    {
        if (Measure(basis.Uki) is not Outcome<UkiMeasurement>.Success { Value: var uki })
        {
            var why = Measure(basis.Uki).Diagnostics[0];
            return new AttestationResult(false, ValueMap<string, string>.Empty, ValueMap<string, string>.Empty, new Fault(FaultKind.AttestationFailed, why));
        }

        var report = AttestationVerifier.Verify(EvidenceOf(keys, quote), ExpectationOf(nonce, basis, uki));
        var checks = ValueMap<string, string>.From(report.Checks.Select(check => KeyValuePair.Create(check.Name.ToString(), Text(check.Result))));
        return report.MayReceiveSecrets
            ? new AttestationResult(true, checks, FactsOf(report.Facts), null)
            : new AttestationResult(false, checks, FactsOf(report.Facts), new Fault(FaultKind.AttestationFailed, FirstFailure(report)));
    }

    private static AttestationEvidence EvidenceOf(AgentAnswer.Identified keys, AgentAnswer.Quoted quote) => new()
    {
        EndorsementKey = keys.EndorsementKey.AsSpan().ToArray(),
        EndorsementCertificate = keys.EndorsementCertificate.AsSpan().ToArray(),
        AttestationKey = keys.AttestationKey.AsSpan().ToArray(),
        Quote = quote.Attest.AsSpan().ToArray(),
        Signature = quote.Signature.AsSpan().ToArray(),
        EventLog = quote.EventLog.AsSpan().ToArray(),
        ReportedPcrs = quote.Pcrs,
    };

    private static AttestationExpectation ExpectationOf(ValueArray<byte> nonce, AttestationBasis basis, UkiMeasurement uki) => new()
    {
        Nonce = nonce.AsSpan().ToArray(),
        KeyActivated = basis.KeyActivated,
        Image = uki,
        MachineDataPcr12 = MachineDataMeasurer.Pcr12(new MachineDataFile(MachineDataName, basis.Credential.AsSpan().ToArray())),
    };

    private static ValueMap<string, string> FactsOf(QuoteFacts? facts)
    {
        if (facts is null) return ValueMap<string, string>.Empty;
        var all = ValueMap<string, string>.Empty
            .Set(AttestationKeys.Bank, facts.Bank)
            .Set(AttestationKeys.SecureBoot, facts.SecureBoot switch
            {
                SecureBootState.On => AttestationKeys.On,
                SecureBootState.Off => "off",
                SecureBootState.SetupMode => "setup_mode",
                _ => "unknown",
            });
        foreach (var (register, value) in facts.Pcrs) all = all.Set(AttestationKeys.Pcr(register), value);
        return all;
    }

    private Outcome<UkiMeasurement> Measure(ReadOnlyMemory<byte> uki)
    {
        lock (_lock)
        {
            if (_measured is { } known && known.Uki.Equals(uki)) return known.Measured;
            var measured = UkiMeasurer.Measure(uki.Span);
            _measured = (uki, measured);
            return measured;
        }
    }

    private static Diagnostic FirstFailure(AttestationReport report) =>
        report.Checks.Select(check => check.Result).OfType<AttestationCheckResult.Failed>().FirstOrDefault()?.Diagnostic
        ?? AttestationDiagnostics.OtherImage("No check shows that the machine runs our own image.");

    private static string Text(AttestationCheckResult result) => result.Match(
        _ => "passed",
        failed => $"failed: {failed.Diagnostic.Summary}",
        skipped => $"not applicable: {skipped.Reason}");
}
