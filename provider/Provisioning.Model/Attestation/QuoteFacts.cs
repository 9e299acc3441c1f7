using Provisioning.Model.Collections;

namespace Provisioning.Model.Attestation;

/// <summary>What a quote and the log below it say, for journal and receipt. Digests and names are lower-case hexadecimal.</summary>
public sealed record QuoteFacts
{
    /// <summary>The PCR bank, <c>sha256</c>, <c>sha384</c> or <c>sha512</c>.</summary>
    public required string Bank { get; init; }

    /// <summary>The replayed value of each quoted register; empty when the log does not give the quoted digest.</summary>
    public required ValueMap<int, string> Pcrs { get; init; }

    /// <summary>The digest over the quoted registers as the TPM signed it.</summary>
    public required string PcrDigest { get; init; }

    /// <summary>The TPM name of the attestation key: two bytes of algorithm and a digest.</summary>
    public required string AttestationKeyName { get; init; }

    /// <summary>SHA-256 of the endorsement key's public area, which tells one TPM from another.</summary>
    public required string EndorsementKeySha256 { get; init; }

    /// <summary>SHA-256 of the endorsement certificate, where there is one.</summary>
    public string? EndorsementCertificateSha256 { get; init; }

    /// <summary>How often the TPM was reset since it was made.</summary>
    public required uint ResetCount { get; init; }

    /// <summary>How often the TPM was resumed or restarted since its last reset.</summary>
    public required uint RestartCount { get; init; }

    /// <summary>Whether the TPM's clock is known never to have shown a higher value.</summary>
    public required bool ClockIsSafe { get; init; }

    /// <summary>The TPM's own firmware version, as its maker counts.</summary>
    public required ulong FirmwareVersion { get; init; }

    /// <summary>What the log says about Secure Boot.</summary>
    public required SecureBootState SecureBoot { get; init; }

    /// <summary>What the firmware started (PCR 4), in order: Authenticode digests of applications in the quote's bank.</summary>
    public required ValueArray<string> BootedApplications { get; init; }
}
