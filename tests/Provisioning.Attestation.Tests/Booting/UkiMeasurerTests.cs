using System.Text;
using System.Text.RegularExpressions;
using FsCheck.Xunit;
using Provisioning.Attestation.Booting;
using Provisioning.Attestation.Tests.Programs;
using Provisioning.Model.Attestation;
using Provisioning.Model.Diagnostics;
using Xunit.Sdk;

namespace Provisioning.Attestation.Tests.Booting;

/// <summary>Our measurements of images against those of programs that we did not write.</summary>
public sealed partial class UkiMeasurerTests : IDisposable
{
    private const string Stub = "/usr/lib/systemd/boot/efi/linuxx64.efi.stub";
    private readonly string _folder = Directory.CreateTempSubdirectory("uki").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Register_11_is_what_systemd_measure_calculates()
    {
        var image = await MakeAsync();
        var output = await ForeignProgram.RunAsync(
            _folder, "systemd-measure", "calculate", "--bank=sha256", "--phase=", "--linux=linux", "--osrel=osrel", "--cmdline=cmdline", "--initrd=initrd");
        Assert.Equal(RegisterLine().Match(output).Groups[1].Value, Measure(image).Pcr11);
    }

    [Fact]
    public async Task Authenticode_digest_is_that_of_osslsigncode_before_and_after_signing()
    {
        var image = await MakeAsync();
        _ = await ForeignProgram.RunAsync(
            _folder, "openssl", "req", "-new", "-x509", "-newkey", "rsa:2048", "-nodes", "-sha256", "-days", "2", "-subj", "/CN=db/", "-keyout", "key", "-out", "crt");
        _ = await ForeignProgram.RunAsync(_folder, "osslsigncode", "sign", "-h", "sha256", "-certs", "crt", "-key", "key", "-in", "image.efi", "-out", "signed.efi");
        var (_, output) = await ForeignProgram.TryRunAsync(_folder, new Dictionary<string, string>(), "osslsigncode", "verify", "-in", "signed.efi");
        var foreign = DigestLine().Match(output).Groups[1].Value.ToLowerInvariant();
        Assert.Equal(64, foreign.Length);
        var signed = await File.ReadAllBytesAsync(Path.Combine(_folder, "signed.efi"), TestContext.Current.CancellationToken);
        Assert.NotEqual(image, signed);
        Assert.Equal(foreign, Measure(signed).AuthenticodeSha256);
        Assert.Equal(foreign, Measure(image).AuthenticodeSha256);
        Assert.Equal(Measure(image).Pcr11, Measure(signed).Pcr11);
    }

    [Fact]
    public async Task Kernel_inside_is_measured_as_an_image_of_its_own()
    {
        var image = Measure(await MakeAsync());
        Assert.NotNull(image.KernelAuthenticodeSha256);
        Assert.NotEqual(image.AuthenticodeSha256, image.KernelAuthenticodeSha256);
        Assert.StartsWith("252", image.StubVersion, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Image_of_another_stub_version_is_refused()
    {
        var image = await MakeAsync();
        var at = image.AsSpan().IndexOf("systemd-stub 252"u8);
        image[at + 15] = (byte)'9';
        var failure = Assert.IsType<Outcome<UkiMeasurement>.Failure>(UkiMeasurer.Measure(image));
        Assert.Equal(AttestationDiagnostics.UkiUnreadable.Code, failure.Errors[0].Code);
    }

    [Property(MaxTest = 500)]
    public bool Any_bytes_at_all_are_read_without_an_exception(byte[] bytes)
    {
        byte[] image = [.. "MZ"u8, .. new byte[58], 64, 0, 0, 0, .. "PE\0\0"u8, .. bytes ?? [], .. bytes ?? [], .. bytes ?? [], .. bytes ?? []];
        return !UkiMeasurer.Measure(image).Succeeded && !UkiMeasurer.Measure(bytes ?? []).Succeeded;
    }

    [Property(MaxTest = 300)]
    public bool Stub_that_is_spoilt_in_its_headers_is_read_without_an_exception(ushort position, byte value)
    {
        if (!File.Exists(Stub)) return true;
        var image = File.ReadAllBytes(Stub);
        image[position % 1024] = value;
        return !UkiMeasurer.Measure(image).Succeeded;
    }

    private static UkiMeasurement Measure(byte[] image) =>
        UkiMeasurer.Measure(image).Match(success => success.Value, failure => throw new InvalidOperationException(failure.Errors[0].Seen));

    /// <summary>A unified image of Debian's stub, made with objcopy; its "kernel" is the stub again, which is a PE image as kernels are.</summary>
    private async Task<byte[]> MakeAsync()
    {
        if (!File.Exists(Stub)) throw SkipException.ForSkip($"{Stub} is not installed here.");
        File.Copy(Stub, Path.Combine(_folder, "linux"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "osrel"), "ID=agent\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_folder, "cmdline"), "quiet panic=-1", TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(_folder, "initrd"), Encoding.ASCII.GetBytes(new string('i', 9001)), TestContext.Current.CancellationToken);
        _ = await ForeignProgram.RunAsync(
            _folder, "objcopy", "--add-section", ".osrel=osrel", "--change-section-vma", ".osrel=0x30000", "--add-section", ".cmdline=cmdline",
            "--change-section-vma", ".cmdline=0x40000", "--add-section", ".initrd=initrd", "--change-section-vma", ".initrd=0x50000",
            "--add-section", ".linux=linux", "--change-section-vma", ".linux=0x60000", Stub, "image.efi");
        var path = Path.Combine(_folder, "image.efi");
        var image = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);

        // Signing pads an image to whole eights; objcopy leaves its symbols at the end at any length.
        Array.Resize(ref image, (image.Length + 7) / 8 * 8);
        await File.WriteAllBytesAsync(path, image, TestContext.Current.CancellationToken);
        return image;
    }

    [GeneratedRegex("11:sha256=([0-9a-f]{64})")]
    private static partial Regex RegisterLine();

    [GeneratedRegex("Calculated message digest *: *([0-9A-Fa-f]{64})")]
    private static partial Regex DigestLine();
}
