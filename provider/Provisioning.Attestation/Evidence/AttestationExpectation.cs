using Provisioning.Model.Attestation;
using Provisioning.Model.Collections;

namespace Provisioning.Attestation.Evidence;

/// <summary>What we know ourselves and hold the evidence against.</summary>
public sealed record AttestationExpectation
{
    /// <summary>The registers that a quote must cover when nothing else is asked for: firmware, boot chain, Secure Boot and our image.</summary>
    public static ValueArray<int> DefaultPcrs { get; } = [0, 1, 2, 3, 4, 5, 6, 7, 11, 12];

    /// <summary>The nonce that we chose for this quote; 16 to 32 random bytes.</summary>
    public required ReadOnlyMemory<byte> Nonce { get; init; }

    /// <summary>The bank to judge in: <c>sha256</c>, <c>sha384</c> or <c>sha512</c>.</summary>
    public string Bank { get; init; } = "sha256";

    /// <summary>The registers that the quote must cover.</summary>
    public ValueArray<int> Pcrs { get; init; } = DefaultPcrs;

    /// <summary>Whether the TPM gave back the secret of a credential that was made for exactly these two keys
    /// (<see cref="Tpm.CredentialChallenge.IsAnswered"/>).</summary>
    public required bool KeyActivated { get; init; }

    /// <summary>Certificates of TPM makers that the site trusts, in DER: roots, and intermediates where one is needed to reach its root. Without any,
    /// certificates are recorded and not judged.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> TrustedRoots { get; init; } = [];

    /// <summary>Intermediate certificates that help to build a chain and are not trusted themselves, in DER.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Intermediates { get; init; } = [];

    /// <summary>What our own image measures; without it, what was booted is recorded and not judged.</summary>
    public UkiMeasurement? Image { get; init; }

    /// <summary>Authenticode digests of applications that the site's firmware is known to start before ours, in lower-case hexadecimal.
    /// None by default: whatever ran before our image could have done anything to it.</summary>
    public ValueArray<string> FirmwareApplications { get; init; }

    /// <summary>PCR 12 as our per-machine data makes it (<see cref="Booting.MachineDataMeasurer"/>); without it, it is recorded and not judged.</summary>
    public string? MachineDataPcr12 { get; init; }

    /// <summary>The TPM's reset counter at our last look; without it, there is nothing to compare.</summary>
    public uint? PreviousResetCount { get; init; }
}
