using System.Text.Json;
using System.Text.RegularExpressions;
using Provisioning.Testing.Programs;

namespace Provisioning.EndToEnd.Tests.Packaging;

/// <summary>The bill of materials against the lock files of the publish, and against what CycloneDX 1.6 demands.</summary>
[Collection(PackagingCollection.Name)]
public sealed partial class MaterialsTests(PackageSet packages)
{
    private static readonly string[] Types = ["application", "library", "file", "operating-system"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_lists_exactly_the_packages_of_the_lock_files_and_the_packs_of_the_framework()
    {
        var listed = (await ComponentsAsync()).Select(component => component.GetProperty("bom-ref").GetString()!)
            .Where(reference => reference.StartsWith("pkg:nuget/", StringComparison.Ordinal)).ToList();
        var packs = listed.Where(IsPack).ToList();
        var locked = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var program in new[] { "baremetal", "baremetal-agent" })
        {
            var file = Path.Combine(BuiltPrograms.Published, PackageSet.Platform, program + ".lock.json");
            using var json = JsonDocument.Parse(await File.ReadAllTextAsync(file, Token));
            locked.UnionWith(
                from framework in json.RootElement.GetProperty("dependencies").EnumerateObject()
                from package in framework.Value.EnumerateObject()
                where package.Value.GetProperty("type").GetString() != "Project"
                select $"pkg:nuget/{package.Name}@{package.Value.GetProperty("resolved").GetString()}");
        }

        Assert.Contains(locked, reference => reference.StartsWith("pkg:nuget/Google.Protobuf@", StringComparison.Ordinal));
        Assert.Equal(locked.Where(reference => !IsPack(reference)), listed.Except(packs).Order(StringComparer.Ordinal));
        Assert.Contains(packs, pack => pack.StartsWith("pkg:nuget/Microsoft.NETCore.App.Runtime.NativeAOT.linux-x64@", StringComparison.Ordinal));
        Assert.Contains(packs, pack => pack.StartsWith("pkg:nuget/Microsoft.AspNetCore.App.Runtime.linux-x64@", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_only_built_the_program_is_excluded_and_what_is_linked_is_required()
    {
        var scopes = (await ComponentsAsync()).Where(component => component.TryGetProperty("scope", out _))
            .ToDictionary(component => component.GetProperty("name").GetString()!, component => component.GetProperty("scope").GetString());
        foreach (var name in new[] { "Google.Protobuf", "Grpc.Net.Client", "ZstdSharp.Port", "sqlite", "zlib-ng", "linux" }) Assert.Equal("required", scopes[name]);
        foreach (var name in new[] { "Microsoft.DotNet.ILCompiler", "Microsoft.CodeAnalysis.BannedApiAnalyzers" }) Assert.Equal("excluded", scopes[name]);
    }

    [Fact]
    public async Task It_is_a_sound_CycloneDX_document()
    {
        using var json = await ReadAsync();
        var bom = json.RootElement;
        Assert.Equal("CycloneDX", bom.GetProperty("bomFormat").GetString());
        Assert.Equal("1.6", bom.GetProperty("specVersion").GetString());
        Assert.Equal(1, bom.GetProperty("version").GetInt32());
        Assert.Matches(SerialNumber(), bom.GetProperty("serialNumber").GetString()!);
        Assert.Equal("2023-11-14T22:13:20Z", bom.GetProperty("metadata").GetProperty("timestamp").GetString());
        var main = bom.GetProperty("metadata").GetProperty("component");
        Assert.Equal(BuiltPrograms.Version, main.GetProperty("version").GetString());

        var known = new HashSet<string> { main.GetProperty("bom-ref").GetString()! };
        foreach (var component in bom.GetProperty("components").EnumerateArray())
        {
            Assert.True(known.Add(component.GetProperty("bom-ref").GetString()!), "a bom-ref is there twice");
            Assert.Contains(component.GetProperty("type").GetString(), Types);
            Assert.NotEmpty(component.GetProperty("name").GetString()!);
            if (component.TryGetProperty("hashes", out var hashes))
                foreach (var hash in hashes.EnumerateArray())
                    Assert.Equal(hash.GetProperty("alg").GetString() == "SHA-512" ? 128 : 64, hash.GetProperty("content").GetString()!.Length);
        }

        var reached = new HashSet<string>();
        var edges = bom.GetProperty("dependencies").EnumerateArray().ToDictionary(
            entry => entry.GetProperty("ref").GetString()!,
            entry => entry.GetProperty("dependsOn").EnumerateArray().Select(needed => needed.GetString()!).ToList());
        Assert.Equal(known.Order(StringComparer.Ordinal), edges.Keys.Order(StringComparer.Ordinal));
        Reach(main.GetProperty("bom-ref").GetString()!);
        Assert.Equal(known.Order(StringComparer.Ordinal), reached.Order(StringComparer.Ordinal));

        void Reach(string reference)
        {
            if (!reached.Add(reference)) return;
            foreach (var needed in edges[reference]) Reach(needed);
        }
    }

    private async Task<List<JsonElement>> ComponentsAsync()
    {
        using var json = await ReadAsync();
        return [.. json.RootElement.GetProperty("components").EnumerateArray().Select(component => component.Clone())];
    }

    private async Task<JsonDocument> ReadAsync() =>
        JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(packages.Folder, PackageSet.TarballName + ".cdx.json"), Token));

    // Framework and compiler come beside the lock file, for each platform.
    private static bool IsPack(string reference) =>
        reference.Contains(".Runtime.", StringComparison.Ordinal) || reference.StartsWith("pkg:nuget/runtime.", StringComparison.Ordinal);

    [GeneratedRegex("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")]
    private static partial Regex SerialNumber();
}
