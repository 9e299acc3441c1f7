using Provisioning.Model.Collections;

namespace Provisioning.Attestation.Evidence;

/// <summary>What a machine's agent sent, as it sent it: bytes in the TPM's wire form.</summary>
public sealed record AttestationEvidence
{
    /// <summary>TPMT_PUBLIC or TPM2B_PUBLIC of the endorsement key.</summary>
    public required ReadOnlyMemory<byte> EndorsementKey { get; init; }

    /// <summary>The endorsement key's certificate in DER; empty where the TPM holds none.</summary>
    public ReadOnlyMemory<byte> EndorsementCertificate { get; init; }

    /// <summary>TPMT_PUBLIC or TPM2B_PUBLIC of the attestation key.</summary>
    public required ReadOnlyMemory<byte> AttestationKey { get; init; }

    /// <summary>TPMS_ATTEST as signed.</summary>
    public required ReadOnlyMemory<byte> Quote { get; init; }

    /// <summary>TPMT_SIGNATURE over it.</summary>
    public required ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>The firmware's event log as the kernel shows it (<c>binary_bios_measurements</c>).</summary>
    public required ReadOnlyMemory<byte> EventLog { get; init; }

    /// <summary>Values of registers as the agent read them, lower-case hexadecimal. Nobody signed them: the replay has to give the same.</summary>
    public ValueMap<int, string> ReportedPcrs { get; init; } = ValueMap<int, string>.Empty;
}
