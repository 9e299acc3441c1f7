namespace Provisioning.Model.Attestation;

/// <summary>
/// What a TPM will hold after firmware has booted one of our unified kernel images (UKI). Lower-case hexadecimal, SHA-256 bank.
/// Computed from the bytes of the image, so that it is known before any machine boots it.
/// </summary>
public sealed record UkiMeasurement
{
    /// <summary>The Authenticode digest of the whole image: the event in PCR 4 when firmware starts it.</summary>
    public required string AuthenticodeSha256 { get; init; }

    /// <summary>The Authenticode digest of the kernel inside it: the second event in PCR 4, when the image starts its kernel through the
    /// firmware. Absent when the <c>.linux</c> section is no PE image.</summary>
    public string? KernelAuthenticodeSha256 { get; init; }

    /// <summary>The value of PCR 11 after systemd-stub has measured the sections of the image.</summary>
    public required string Pcr11 { get; init; }

    /// <summary>The version of systemd-stub that the image starts with, as it names itself; the rule of PCR 11 depends on it.</summary>
    public required string StubVersion { get; init; }
}
