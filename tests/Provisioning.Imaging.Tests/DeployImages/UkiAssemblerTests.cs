using System.Security.Cryptography;
using System.Text;
using Provisioning.Imaging.DeployImages;
using Provisioning.Imaging.Tests.Tools;

namespace Provisioning.Imaging.Tests.DeployImages;

public sealed class UkiAssemblerTests
{
    private const string Stub = "/usr/lib/systemd/boot/efi/linuxx64.efi.stub";

    private static readonly UkiSections Sections = new(
        Encoding.UTF8.GetBytes("ID=test\n"), Encoding.UTF8.GetBytes("quiet"), new byte[70_001], RandomNumberGenerator.GetBytes(100_000));

    [Fact]
    public async Task Sections_are_seen_by_objdump_at_page_aligned_places_and_objcopy_gives_them_back()
    {
        using var folder = new TemporaryFolder();
        var file = await AssembleAsync(folder);

        var listed = (await Programs.RunAsync("objdump", "binutils", "-h", file)).Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var added = listed.Where(words => words.Length > 5 && words[1] is ".osrel" or ".cmdline" or ".initrd" or ".linux").ToList();
        Assert.Equal([".osrel", ".cmdline", ".initrd", ".linux"], added.Select(words => words[1]));
        Assert.All(added, words => Assert.EndsWith("000", words[3], StringComparison.Ordinal));

        var kernel = folder.File("kernel");
        await Programs.RunAsync("objcopy", "binutils", "-O", "binary", "--only-section=.linux", file, kernel);
        var bytes = await File.ReadAllBytesAsync(kernel, TestContext.Current.CancellationToken);
        Assert.Equal(Sections.Kernel, bytes[..Sections.Kernel.Length]);
    }

    [Fact]
    public async Task Signed_image_is_verified_by_sbverify_and_a_changed_one_is_not()
    {
        using var folder = new TemporaryFolder();
        var file = await AssembleAsync(folder);
        var (key, certificate, signed) = (folder.File("db.key"), folder.File("db.crt"), folder.File("signed.efi"));
        await Programs.RunAsync(
            "openssl", "openssl", "req", "-new", "-x509", "-newkey", "rsa:2048", "-nodes", "-sha256", "-days", "2", "-subj", "/CN=db/", "-keyout", key, "-out", certificate);
        var said = await Programs.RunAsync("sbsign", "sbsigntool", "--key", key, "--cert", certificate, "--output", signed, file);
        Assert.DoesNotContain("gaps", said, StringComparison.Ordinal);
        Assert.Contains("OK", await Programs.RunAsync("sbverify", "sbsigntool", "--cert", certificate, signed), StringComparison.Ordinal);

        // The digest that we predict for PCR 4 leaves signatures out, and is the one in the signature.
        var ours = PeImage.TryRead(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), out _)!.AuthenticodeSha256();
        var bytes = await File.ReadAllBytesAsync(signed, TestContext.Current.CancellationToken);
        Assert.Equal(ours, PeImage.TryRead(bytes, out _)!.AuthenticodeSha256());
        Assert.True(bytes.AsSpan().IndexOf(ours) > 0);
    }

    [Fact]
    public void A_file_that_is_no_program_is_refused()
    {
        var error = Assert.Single(UkiAssembler.Assemble("stub", new byte[4096], Sections).Diagnostics);
        Assert.Equal(4006, error.Code.Number);
    }

    private static async Task<string> AssembleAsync(TemporaryFolder folder)
    {
        var stub = await File.ReadAllBytesAsync(Programs.Needs(Stub, "systemd-boot-efi"), TestContext.Current.CancellationToken);
        var file = folder.File("image.efi");
        await File.WriteAllBytesAsync(file, Programs.Value(UkiAssembler.Assemble(Stub, stub, Sections)), TestContext.Current.CancellationToken);
        return file;
    }
}
