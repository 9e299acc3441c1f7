using System.Security.Cryptography;
using System.Text;
using Provisioning.Imaging.DeployImages;
using Provisioning.Imaging.Media;
using Provisioning.Imaging.Tests.Tools;
using Provisioning.Model.Collections;

namespace Provisioning.Imaging.Tests.Media;

public sealed class MediaComposerTests
{
    [Fact]
    public async Task Medium_of_a_machine_holds_the_image_and_its_own_data_for_foreign_readers()
    {
        using var folder = new TemporaryFolder();
        var program = RandomNumberGenerator.GetBytes(3_000_001);
        var template = await PrepareAsync(folder, program);
        const string Ticket = """{"ticket":"abc","endpoints":["https://127.0.0.1:1"]}""";

        var iso = folder.File("machine.iso");
        await WriteAsync(template, Programs.Value(MediaComposer.Fill(Encoding.UTF8.GetBytes(Ticket))), iso);
        var fat = folder.File("efi.img");
        await Programs.RunAsync("xorriso", "xorriso", "-osirrox", "on", "-indev", iso, "-extract", "/" + MediaLayout.FatImage, fat);
        var read = folder.File("agent.cred");
        await Programs.RunAsync("mcopy", "mtools", "-i", fat, "::/" + MediaLayout.CredentialFile, read);
        var efi = folder.File("boot.efi");
        await Programs.RunAsync("mcopy", "mtools", "-i", fat, "::/" + MediaLayout.BootFile, efi);

        var text = await File.ReadAllTextAsync(read, TestContext.Current.CancellationToken);
        Assert.Equal(MediaLayout.CredentialSize, text.Length);
        Assert.Equal(Ticket, text.TrimEnd('\n'));
        Assert.Equal(program, await File.ReadAllBytesAsync(efi, TestContext.Current.CancellationToken));
        var report = await Programs.RunAsync("xorriso", "xorriso", "-indev", iso, "-report_el_torito", "plain");
        Assert.Contains("UEFI", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parts_read_in_any_cut_are_parts_of_the_whole()
    {
        using var folder = new TemporaryFolder();
        var template = await PrepareAsync(folder, RandomNumberGenerator.GetBytes(200_000));
        var place = Programs.Value(MediaComposer.Fill("""{"a":1}"""u8));
        var content = new MediaContent(template.File, template.Size, template.PlaceOffset, place);
        using var whole = new MemoryStream();
        await content.CopyAsync(whole, 0, content.Size, _ => { }, TestContext.Current.CancellationToken);
        var expected = whole.ToArray();

        (long Offset, long Count)[] cuts =
        [
            (template.PlaceOffset - 5, 10), (template.PlaceOffset + 3, 4), (template.PlaceOffset + place.Length - 2, 9), (0, 1), (template.Size - 1, 1),
            (template.PlaceOffset - 100, place.Length + 200),
        ];
        foreach (var (offset, count) in cuts)
        {
            using var part = new MemoryStream();
            var sent = 0;
            await content.CopyAsync(part, offset, count, n => sent += n, TestContext.Current.CancellationToken);
            Assert.Equal(expected[(int)offset..(int)(offset + count)], part.ToArray());
            Assert.Equal(count, sent);
        }
    }

    [Fact]
    public async Task Template_is_made_once_and_found_again()
    {
        using var folder = new TemporaryFolder();
        var program = RandomNumberGenerator.GetBytes(100_000);
        var first = await PrepareAsync(folder, program);
        var written = File.GetLastWriteTimeUtc(first.File);
        Assert.Equal(first, await PrepareAsync(folder, program));
        Assert.Equal(written, File.GetLastWriteTimeUtc(first.File));
    }

    [Fact]
    public void Data_that_does_not_fit_is_refused()
    {
        var error = Assert.Single(MediaComposer.Fill(new byte[MediaLayout.CredentialSize + 1]).Diagnostics);
        Assert.Equal(4010, error.Code.Number);
    }

    private static async Task<MediaTemplate> PrepareAsync(TemporaryFolder folder, byte[] program)
    {
        // Ask for each tool first, so that a missing one skips the test by name.
        await Programs.RunAsync("xorriso", "xorriso", "-version");
        await Programs.RunAsync("mtools", "mtools", "--version");
        var image = Image(program);
        await File.WriteAllBytesAsync(folder.File(image.File), program, TestContext.Current.CancellationToken);
        return Programs.Value(await new MediaComposer(Programs.Runner).PrepareAsync(folder.Path, image, folder.File("templates"), TestContext.Current.CancellationToken));
    }

    private static DeployImage Image(byte[] program) => new()
    {
        Format = 1,
        File = DeployImageFolder.ImageFile,
        Size = program.Length,
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(program)),
        AgentVersion = "1",
        AgentSha256 = "",
        Kernel = "",
        KernelOrigin = "",
        CommandLine = "",
        ModuleCount = 0,
        RamdiskSize = 0,
        Signed = false,
        Pcr4Applications = ValueArray<string>.Empty,
        Pcr11 = "",
    };

    private static async Task WriteAsync(MediaTemplate template, byte[] place, string file)
    {
        await using var output = File.Create(file);
        await new MediaContent(template.File, template.Size, template.PlaceOffset, place)
            .CopyAsync(output, 0, template.Size, _ => { }, TestContext.Current.CancellationToken);
    }
}
