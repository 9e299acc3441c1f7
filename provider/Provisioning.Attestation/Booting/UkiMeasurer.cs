using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Provisioning.Attestation.Tpm;
using Provisioning.Model.Attestation;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Attestation.Booting;

/// <summary>
/// Computes what a TPM will hold after it has booted a unified kernel image, from the image alone. The rule is that of systemd-stub
/// 252 (systemd-stub(7), "TPM PCR Notes"; systemd-measure(1)): PCR 11 is extended for each section present, in the order below, first
/// with the section's name and its NUL, then with its content. Found equal to systemd-measure and to a real boot under OVMF.
/// </summary>
public static class UkiMeasurer
{
    private const string StubName = "LoaderInfo: systemd-stub ";
    private const int KnownStubVersion = 252;

    private static readonly ValueArray<string> MeasuredSections = [".linux", ".osrel", ".cmdline", ".initrd", ".splash", ".dtb", ".pcrpkey"];

    /// <summary>Measures an image.</summary>
    /// <param name="image">The whole file as it lies on the boot medium, signature included.</param>
    public static Outcome<UkiMeasurement> Measure(ReadOnlySpan<byte> image)
    {
        if (PeImage.Parse(image) is not { } pe) return AttestationDiagnostics.UnreadableUki("It is not a PE image.");
        if (StubVersion(pe, image) is not { } stub)
        {
            return AttestationDiagnostics.UnreadableUki("It does not start with systemd-stub (no version in section .sdmagic).");
        }

        if (!stub.StartsWith(KnownStubVersion.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))
        {
            return AttestationDiagnostics.UnreadableUki($"It starts with systemd-stub {stub}; what version {KnownStubVersion} measures is known.");
        }

        if (Content(pe, image, ".linux") is not { } kernel) return AttestationDiagnostics.UnreadableUki("It has no section .linux.");
        return new UkiMeasurement
        {
            AuthenticodeSha256 = Convert.ToHexStringLower(pe.Authenticode(image, HashAlgorithmName.SHA256)),
            KernelAuthenticodeSha256 = PeImage.Parse(kernel) is { } inner
                ? Convert.ToHexStringLower(inner.Authenticode(kernel, HashAlgorithmName.SHA256))
                : null,
            Pcr11 = Convert.ToHexStringLower(Pcr11(pe, image)),
            StubVersion = stub,
        };
    }

    private static byte[] Pcr11(PeImage pe, ReadOnlySpan<byte> image)
    {
        var register = new byte[TpmHash.Size(TpmAlgorithm.Sha256)];
        foreach (var name in MeasuredSections)
        {
            if (Content(pe, image, name) is not { } content) continue;
            register = Extend(register, Encoding.ASCII.GetBytes(name + '\0'));
            register = Extend(register, content);
        }

        return register;
    }

    private static byte[] Extend(byte[] register, byte[] measured) =>
        TpmHash.Compute(TpmAlgorithm.Sha256, register, TpmHash.Compute(TpmAlgorithm.Sha256, measured.AsSpan()));

    /// <summary>A section as it lies in memory: its virtual size, zeros where the file has less.</summary>
    private static byte[]? Content(PeImage pe, ReadOnlySpan<byte> image, string name)
    {
        var section = pe.Sections.FirstOrDefault(section => section.Name == name);
        if (section is null || section.VirtualSize == 0 || section.VirtualSize > int.MaxValue / 2) return null;
        var content = new byte[section.VirtualSize];
        image.Slice((int)section.RawOffset, (int)Math.Min(section.RawSize, section.VirtualSize)).CopyTo(content);
        return content;
    }

    private static string? StubVersion(PeImage pe, ReadOnlySpan<byte> image)
    {
        if (Content(pe, image, ".sdmagic") is not { } magic) return null;
        var text = Encoding.ASCII.GetString(magic);
        var start = text.IndexOf(StubName, StringComparison.Ordinal);
        if (start < 0) return null;
        var version = text[(start + StubName.Length)..];
        var end = version.IndexOf(' ', StringComparison.Ordinal);
        return end > 0 ? version[..end] : null;
    }
}
