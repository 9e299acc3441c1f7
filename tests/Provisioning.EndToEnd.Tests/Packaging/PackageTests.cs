using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Provisioning.Testing.Programs;

namespace Provisioning.EndToEnd.Tests.Packaging;

/// <summary>The packages as a registry and a careful operator look at them.</summary>
[Collection(PackagingCollection.Name)]
public sealed partial class PackageTests(PackageSet packages)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_provider_package_holds_the_program_and_nothing_else()
    {
        await using var zip = await ZipFile.OpenReadAsync(packages.Zip, Token);
        var entry = Assert.Single(zip.Entries);
        Assert.Equal($"terraform-provider-baremetal_v{BuiltPrograms.Version}", entry.FullName);
        Assert.Equal(Convert.ToInt32("755", 8), (entry.ExternalAttributes >> 16) & Convert.ToInt32("777", 8));
        await using var packed = await entry.OpenAsync(Token);
        await using var built = File.OpenRead(Path.Combine(BuiltPrograms.Published, PackageSet.Platform, "baremetal/baremetal"));
        Assert.Equal(await SHA256.HashDataAsync(built, Token), await SHA256.HashDataAsync(packed, Token));
    }

    [Fact]
    public async Task The_sums_cover_every_file_and_are_true()
    {
        var listed = new List<string>();
        foreach (var sums in Directory.EnumerateFiles(packages.Folder, "*_SHA256SUMS"))
        {
            (await Command.RunAsync("sha256sum", ["--check", "--strict", sums], packages.Folder, packages.Keys, Token)).Must(0);
            listed.AddRange((await File.ReadAllLinesAsync(sums, Token)).Select(line => line[66..]));
        }

        var there = Directory.EnumerateFiles(packages.Folder).Select(Path.GetFileName)
            .Where(name => !name!.EndsWith("_SHA256SUMS", StringComparison.Ordinal) && !name.EndsWith(".sig", StringComparison.Ordinal));
        Assert.Equal(there.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_manifest_names_protocol_6()
    {
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(packages.Folder, $"{PackageSet.ProviderName}_manifest.json"), Token));
        Assert.Equal(1, manifest.RootElement.GetProperty("version").GetInt32());
        Assert.Equal("6.0", Assert.Single(manifest.RootElement.GetProperty("metadata").GetProperty("protocol_versions").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task Signatures_verify_and_a_changed_file_does_not()
    {
        var files = Directory.GetFiles(packages.Folder, "*_SHA256SUMS");
        Assert.Equal(2, files.Length);
        foreach (var sums in files)
        {
            (await packages.GpgAsync("--batch", "--verify", sums + ".sig", sums)).Must(0);
            Assert.NotEqual((byte)'-', (await File.ReadAllBytesAsync(sums + ".sig", Token))[0]); // a registry takes no armour
            var changed = Path.Combine(packages.NewFolder("changed"), Path.GetFileName(sums));
            await File.WriteAllTextAsync(changed, await File.ReadAllTextAsync(sums, Token) + "\n", Token);
            (await packages.GpgAsync("--batch", "--verify", sums + ".sig", changed)).Must(1);
        }
    }

    [Fact]
    public async Task The_same_programs_pack_to_the_same_bytes()
    {
        var again = Path.Combine(packages.NewFolder("again"), "pack");
        (await packages.PackAsync(again, "")).Must(0).MustSay("not signed");
        var files = Directory.EnumerateFiles(again, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(again, file)).ToList();
        Assert.Equal(7, files.Count); // zip, manifest, tarball, bill of materials, two sums, and the zip in the mirror
        foreach (var file in files)
            Assert.Equal((file, await DigestAsync(Path.Combine(packages.Folder, file))), (file, await DigestAsync(Path.Combine(again, file))));

        static async Task<string> DigestAsync(string file)
        {
            await using var stream = File.OpenRead(file);
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, Token));
        }
    }

    [Theory]
    [InlineData("exit 3", "the signing command failed")]
    [InlineData("true", "wrote no signature")]
    public async Task A_signature_that_fails_leaves_nothing(string sign, string said)
    {
        var folder = packages.NewFolder($"unsigned{sign.Length}");
        (await packages.PackAsync(Path.Combine(folder, "pack"), sign)).Must(1).MustSay(said);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Theory]
    [InlineData("there are linux_amd64 and linux_arm64", "--platform", "windows_amd64")]
    [InlineData("named twice", "--platform", "linux_amd64", "--platform", "linux_amd64")]
    [InlineData("is not known here", "--verison", "1")]
    [InlineData("needs a value", "--platform")]
    [InlineData("has no program for it", "--published", "/nowhere", "--platform", "linux_arm64")]
    public async Task Wrong_words_are_refused_before_anything_is_written(string said, params string[] arguments)
    {
        var folder = packages.NewFolder($"refused{said.Length}");
        var refused = (await packages.PackAsync(Path.Combine(folder, "pack"), "", arguments)).Must(1);
        Assert.Contains(said, refused.Output, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public async Task A_folder_with_other_things_is_not_replaced_also_where_sums_lie_beside_them()
    {
        var folder = packages.NewFolder("others");
        await File.WriteAllTextAsync(Path.Combine(folder, "thesis.txt"), "years of work", Token);
        await File.WriteAllTextAsync(Path.Combine(folder, "terraform_1.11.4_SHA256SUMS"), "", Token);
        (await packages.PackAsync(folder, "")).Must(1).MustSay("would be replaced");
        Assert.Equal(2, Directory.EnumerateFileSystemEntries(folder).Count());
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/guides/install.md")]
    public async Task The_guides_name_the_version_that_is_built(string guide)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(BuiltPrograms.Repository, guide), Token);
        var versions = Versions().Matches(text).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal);
        Assert.Equal(BuiltPrograms.Version, Assert.Single(versions));
    }

    [GeneratedRegex(@"(?:version = ""|baremetal_)(\d+\.\d+\.\d+)")]
    private static partial Regex Versions();
}
