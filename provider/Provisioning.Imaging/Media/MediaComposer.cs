using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Provisioning.Imaging.DeployImages;
using Provisioning.Imaging.Tools;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Imaging;

namespace Provisioning.Imaging.Media;

/// <summary>
/// Makes boot media. One template is written per deploy image, with a reserved file; the medium of a machine is that template with the
/// reserved bytes replaced while it is served, so a hundred machines cost a hundred times 8 KiB.
/// </summary>
/// <param name="tools">Runs mkfs.vfat, mtools and xorriso.</param>
public sealed class MediaComposer(IToolRunner tools)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The template for a deploy image, made on first use and kept in the folder under the image's digest (BM4001 to BM4003, BM4009).
    /// </summary>
    public async Task<Outcome<MediaTemplate>> PrepareAsync(string deployImageFolder, DeployImage image, string templateFolder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(templateFolder);
        var iso = TemplateFile(templateFolder, image.Sha256);
        if (!File.Exists(iso))
        {
            var made = await MakeAsync(Path.Combine(deployImageFolder, image.File), image, templateFolder, iso, cancellationToken);
            if (made is Outcome<ToolOutput>.Failure failure) return Outcome<MediaTemplate>.Fail(failure.Errors);
        }

        var places = await FindAsync(iso, Place(image), cancellationToken);
        if (places.Count != 1)
        {
            File.Delete(iso);
            return DeployImageDiagnostics.NoPlace(string.Create(CultureInfo.InvariantCulture, $"The place was found {places.Count} times in {iso}."));
        }

        return new MediaTemplate(iso, new FileInfo(iso).Length, places[0], image.Sha256);
    }

    /// <summary>Where the template for a deploy image lies.</summary>
    public static string TemplateFile(string templateFolder, string imageSha256) => Path.Combine(templateFolder, $"agent-{imageSha256[..32]}.iso");

    /// <summary>The bytes for the place: the text, padded so that it stays valid JSON (BM4010).</summary>
    public static Outcome<byte[]> Fill(ReadOnlySpan<byte> text)
    {
        if (text.Length > MediaLayout.CredentialSize) return DeployImageDiagnostics.TooLarge(text.Length, MediaLayout.CredentialSize);
        var place = new byte[MediaLayout.CredentialSize];
        Array.Fill(place, (byte)'\n');
        text.CopyTo(place);
        return place;
    }

    private async Task<Outcome<ToolOutput>> MakeAsync(string efi, DeployImage image, string folder, string iso, CancellationToken cancellationToken)
    {
        var work = Path.Combine(folder, $"work-{image.Sha256[..16]}");
        if (Directory.Exists(work)) Directory.Delete(work, recursive: true);
        var tree = Path.Combine(work, "tree");
        Directory.CreateDirectory(tree);
        var fat = Path.Combine(tree, MediaLayout.FatImage);
        var credential = Path.Combine(work, "agent.cred");
        await File.WriteAllBytesAsync(credential, Place(image), cancellationToken);

        // Room for the two files, the tables and a rest; FAT16 below 512 MiB, which every firmware reads.
        var kib = ((new FileInfo(efi).Length + MediaLayout.CredentialSize) / 1024) + 2048;
        var serial = image.Sha256[..8];
        ToolCommand[] commands =
        [
            Run("mkfs.vfat", "dosfstools", "-n", MediaLayout.Label, "-i", serial, "--invariant", "-C", fat, kib.ToString(CultureInfo.InvariantCulture)),
            Run("mmd", "mtools", "-i", fat, "::/EFI", "::/EFI/BOOT", $"::/{MediaLayout.CredentialFolder}"),
            Run("mcopy", "mtools", "-i", fat, credential, $"::/{MediaLayout.CredentialFile}"),
            Run("mcopy", "mtools", "-i", fat, efi, $"::/{MediaLayout.BootFile}"),
            Run("xorriso", "xorriso", "-as", "mkisofs", "-quiet", "-V", MediaLayout.Label, "-o", iso + ".part", "-eltorito-alt-boot", "-e", MediaLayout.FatImage, "-no-emul-boot", tree),
        ];
        Outcome<ToolOutput> last = new ToolOutput("", "");
        foreach (var command in commands)
        {
            last = await tools.RunAsync(command, cancellationToken);
            if (!last.Succeeded) return last;
        }

        File.Move(iso + ".part", iso, overwrite: true);
        Directory.Delete(work, recursive: true);
        return last;
    }

    // Bytes that nothing else on the medium has: a digest that counts up, as JSON-harmless text.
    private static byte[] Place(DeployImage image)
    {
        var text = new StringBuilder();
        for (var n = 0; text.Length < MediaLayout.CredentialSize; n++)
            text.Append(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"place {image.Sha256} {n}")))));
        return Encoding.ASCII.GetBytes(text.ToString(0, MediaLayout.CredentialSize));
    }

    private static async Task<List<long>> FindAsync(string file, byte[] wanted, CancellationToken cancellationToken)
    {
        var found = new List<long>();
        await using var stream = File.OpenRead(file);
        var buffer = new byte[(4 << 20) + wanted.Length];
        long start = 0;
        var held = 0;
        while (true)
        {
            var read = await stream.ReadAtLeastAsync(buffer.AsMemory(held), buffer.Length - held, throwOnEndOfStream: false, cancellationToken);
            var filled = held + read;
            for (var from = 0; ;)
            {
                var at = buffer.AsSpan(from, filled - from).IndexOf(wanted);
                if (at < 0) break;
                found.Add(start + from + at);
                from += at + 1;
            }

            if (read == 0 || filled < buffer.Length) return found;

            // What is kept is too short to hold the whole place, so nothing is counted twice.
            held = wanted.Length - 1;
            buffer.AsSpan(filled - held, held).CopyTo(buffer);
            start += filled - held;
        }
    }

    private static ToolCommand Run(string program, string package, params string[] arguments) => new(program, package, [.. arguments], Deadline);
}
