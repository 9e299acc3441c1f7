using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Provisioning.Testing.Programs;

namespace Provisioning.EndToEnd.Tests.Secrets;

/// <summary>The search finds what is planted; a search that finds nothing ever would prove nothing.</summary>
public sealed class CanarySearchTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_planted_canary_is_found_in_every_form_and_place()
    {
        var (planted, absent) = (new Canary("planted"), new Canary("absent"));
        await using var search = new CanarySearch([planted, absent]);
        var folder = Directory.CreateTempSubdirectory("bmc").FullName;
        try
        {
            var plain = Encoding.UTF8.GetBytes($"before {planted.Text} behind");
            byte[][] forms =
            [
                plain,
                Encoding.Unicode.GetBytes(planted.Text),
                JsonSerializer.SerializeToUtf8Bytes(planted.Text),
                Encoding.UTF8.GetBytes(Uri.EscapeDataString(planted.Text)),
                .. Enumerable.Range(0, 3).Select(before => Encoding.ASCII.GetBytes(Convert.ToBase64String([.. new byte[before], .. Encoding.UTF8.GetBytes(planted.Text)]))),
                Zipped(plain),
                Zipped(GZipped(plain)),
            ];
            foreach (var (form, number) in forms.Select((form, number) => (form, number)))
            {
                await File.WriteAllBytesAsync(Path.Combine(folder, $"{number}"), form, Token);
                Assert.Equal($"planted in /{number}", Assert.Single(search.InFilesBelow(folder)).Split(':')[0]);
                File.Delete(Path.Combine(folder, $"{number}"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_canary_in_the_arguments_of_a_process_is_found()
    {
        var planted = new Canary("planted");
        await using var search = new CanarySearch([planted]);
        search.WatchArguments();
        using var process = Command.Start("sh", ["-c", "sleep 300; exit 0", planted.Text], "/", new Dictionary<string, string>());
        await process.UntilAsync(() => search.InArguments.Count > 0, "the canary is seen", Token);
    }

    private static byte[] GZipped(byte[] content)
    {
        var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest)) stream.Write(content);
        return packed.ToArray();
    }

    private static byte[] Zipped(byte[] content)
    {
        var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            using var entry = archive.CreateEntry("tfplan").Open();
            entry.Write(content);
        }

        return packed.ToArray();
    }
}
