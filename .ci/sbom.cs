#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:property GenerateDocumentationFile=false
#:property NoWarn=$(NoWarn);IDE0005;EnableGenerateDocumentationFile

// The bill of materials of a package, CycloneDX 1.6. What it says comes from the files of the publish: the same files give the same bytes.
// Usage: dotnet run .ci/sbom.cs -- OUTPUT VERSION EPOCH PLATFORM IMAGE (NAME ASSETS NATIVES FILE)…
//   EPOCH     seconds since 1970 that become the time stamp
//   IMAGE     agent.json of the deploy image in the package, or - for none
//   NAME      a program of the package, the main one first; FILE is itself, ASSETS its project.assets.json,
//   NATIVES   and what was linked from outside NuGet: lines NAME|VERSION|PURL|LICENCE

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;

if (args.Length < 9 || (args.Length - 5) % 4 != 0)
{
    Console.Error.WriteLine("sbom: OUTPUT VERSION EPOCH PLATFORM IMAGE (NAME ASSETS NATIVES FILE)… are needed");
    return 2;
}

var (output, version, platform, image) = (args[0], args[1], args[3], args[4]);
var time = DateTimeOffset.FromUnixTimeSeconds(long.Parse(args[2], CultureInfo.InvariantCulture));
var rid = platform switch
{
    "linux_amd64" => "linux-x64",
    "linux_arm64" => "linux-arm64",
    _ => throw new ArgumentException($"no program is made for {platform}"),
};
var components = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
var edges = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);

var programs = args.Skip(5).Chunk(4).Select(part => (Name: part[0], Assets: part[1], Natives: part[2], File: part[3])).ToList();
var main = Program(programs[0].Name, programs[0].File);
var mainReference = Reference(main);
edges[mainReference] = [];
foreach (var program in programs)
{
    var reference = mainReference;
    if (program.Name != programs[0].Name)
    {
        reference = Add(Program(program.Name, program.File));
        edges[mainReference].Add(reference);
    }

    // The agent is what the machines boot, whatever runs the engine.
    AddPackages(reference, program.Assets, program.Name == programs[0].Name ? rid : "linux-x64");
    AddNatives(reference, program.Natives);
}

if (image != "-") edges[mainReference].Add(AddImage(image));

var content = new JsonObject
{
    ["metadata"] = new JsonObject
    {
        ["timestamp"] = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["tools"] = new JsonObject
        {
            ["components"] = new JsonArray(new JsonObject { ["type"] = "application", ["name"] = "baremetal-sbom", ["version"] = version }),
        },
        ["component"] = main,
        ["properties"] = new JsonArray(new JsonObject { ["name"] = "baremetal:platform", ["value"] = platform }),
    },
    ["components"] = new JsonArray([.. components.Values]),
    ["dependencies"] = new JsonArray(
    [
        .. from pair in edges
           select new JsonObject { ["ref"] = pair.Key, ["dependsOn"] = new JsonArray([.. pair.Value.Select(name => JsonValue.Create(name))]) },
    ]),
};
var bom = new JsonObject
{
    ["$schema"] = "http://cyclonedx.org/schema/bom-1.6.schema.json",
    ["bomFormat"] = "CycloneDX",
    ["specVersion"] = "1.6",
    ["serialNumber"] = SerialNumber(content.ToJsonString()),
    ["version"] = 1,
};
foreach (var (name, value) in content.ToList())
{
    content.Remove(name);
    bom[name] = value;
}

var options = new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
File.WriteAllText(output, bom.ToJsonString(options) + "\n");
Console.WriteLine($"{components.Count} components");
return 0;

JsonObject Program(string name, string file) => new()
{
    ["type"] = "application",
    ["bom-ref"] = $"pkg:generic/{name}@{version}",
    ["name"] = name,
    ["version"] = version,
    ["hashes"] = new JsonArray(Hash("SHA-256", SHA256.HashData(File.ReadAllBytes(file)))),
    ["licenses"] = Licences("Apache-2.0"),
    ["purl"] = $"pkg:generic/{name}@{version}",
};

// What NuGet brought: what is in the program, and, as excluded, what only built it.
void AddPackages(string program, string assetsFile, string runtime)
{
    using var assets = JsonDocument.Parse(File.ReadAllBytes(assetsFile));
    var root = assets.RootElement;
    var built = root.GetProperty("project").GetProperty("version").GetString();
    if (built != version) throw new InvalidDataException($"{assetsFile} is of version {built}, not {version}: build again.");
    var folders = root.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToList();
    var framework = root.GetProperty("project").GetProperty("frameworks").GetProperty("net10.0");
    var target = root.GetProperty("targets").GetProperty($"net10.0/{runtime}");
    var packages = target.EnumerateObject().Where(entry => entry.Value.GetProperty("type").GetString() == "package").ToList();
    var references = packages.ToDictionary(entry => entry.Name.Split('/')[0], entry => Package(entry.Name), StringComparer.OrdinalIgnoreCase);
    foreach (var entry in packages)
    {
        var linked = entry.Value.TryGetProperty("runtime", out var files) && files.EnumerateObject().Any(file => !file.Name.EndsWith("/_._", StringComparison.Ordinal));
        var reference = Add(Described(entry.Name, folders, linked));
        edges.TryAdd(reference, []);
        edges[reference].UnionWith(Needed(entry.Value, references));
    }

    // Our own projects are the program: what they ask for, it asks for.
    foreach (var entry in target.EnumerateObject().Where(entry => entry.Value.GetProperty("type").GetString() == "project"))
        Depend(program, Needed(entry.Value, references));
    Depend(program, framework.GetProperty("dependencies").EnumerateObject().Where(entry => references.ContainsKey(entry.Name)).Select(entry => references[entry.Name]));

    // The framework of a NativeAOT program is linked into it; the compiler comes as a package, too.
    var aspNet = framework.GetProperty("frameworkReferences").EnumerateObject().Any(entry => entry.Name == "Microsoft.AspNetCore.App");
    foreach (var entry in framework.GetProperty("downloadDependencies").EnumerateArray())
    {
        var name = entry.GetProperty("name").GetString()!;
        var compiler = name.EndsWith(".Microsoft.DotNet.ILCompiler", StringComparison.OrdinalIgnoreCase);
        var pack = name.Equals($"Microsoft.NETCore.App.Runtime.NativeAOT.{runtime}", StringComparison.OrdinalIgnoreCase)
            || (aspNet && name.Equals($"Microsoft.AspNetCore.App.Runtime.{runtime}", StringComparison.OrdinalIgnoreCase));
        if (!compiler && !pack) continue;
        var reference = Add(Described($"{name}/{entry.GetProperty("version").GetString()!.Trim('[', ']').Split(',')[0]}", folders, pack));
        Depend(program, [reference]);
        if (!name.Contains(".NativeAOT.", StringComparison.OrdinalIgnoreCase)) continue;
        Depend(reference, [Part("zlib-ng", "Zlib", name), Part("brotli", "MIT", name)]);
    }
}

void AddNatives(string program, string file)
{
    foreach (var line in File.ReadLines(file).Where(line => line.Length > 0))
    {
        var fields = line.Split('|');
        if (fields.Length != 4) throw new InvalidDataException($"{file}: \"{line}\" is not NAME|VERSION|PURL|LICENCE.");
        Depend(program, [Add(Library(fields[0], fields[1], fields[2], fields[3]))]);
    }
}

string AddImage(string description)
{
    using var json = JsonDocument.Parse(File.ReadAllBytes(description));
    string Text(string name) => json.RootElement.GetProperty(name).GetString()!;
    var reference = Add(new JsonObject
    {
        ["type"] = "file",
        ["bom-ref"] = $"deploy-image:{Text("sha256")}",
        ["name"] = $"agent/{Text("file")}",
        ["version"] = Text("agentVersion"),
        ["description"] = "The deploy image that machines boot.",
        ["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-256", ["content"] = Text("sha256") }),
    });
    var kernel = Library("linux", Text("kernel"), $"pkg:deb/debian/{Text("kernelOrigin")}", "GPL-2.0-only WITH Linux-syscall-note");
    kernel["type"] = "operating-system";
    Depend(reference, [Add(kernel)]);

    // What `agent build` takes from the machine that it runs on; agent.json does not keep the versions.
    Depend(reference,
    [
        Add(Library("systemd-stub", null, "pkg:deb/debian/systemd-boot-efi", "LGPL-2.1-or-later")),
        Add(Library("busybox", null, "pkg:deb/debian/busybox-static", "GPL-2.0-only")),
        Add(Library("openssl", null, "pkg:deb/debian/libssl3", "Apache-2.0")),
        Add(Library("zlib", null, "pkg:deb/debian/zlib1g", "Zlib")),
        Add(Library("glibc", null, "pkg:deb/debian/libc6", "LGPL-2.1-or-later")),
    ]);
    return reference;
}

// Described by its own nuspec, and by the hash of the package file.
JsonObject Described(string name, IReadOnlyList<string> folders, bool linked)
{
    var (id, number) = (name.Split('/')[0], name.Split('/')[1]);
    var component = Library(id, number, Package(name), null);
    component["scope"] = linked ? "required" : "excluded";
    var folder = folders.Select(top => Path.Combine(top, id.ToLowerInvariant(), number.ToLowerInvariant())).FirstOrDefault(Directory.Exists)
        ?? throw new InvalidDataException($"the package {name} is in none of {string.Join(", ", folders)}: build again.");
    var nuspec = XDocument.Load(Directory.EnumerateFiles(folder, "*.nuspec").Single()).Root!;
    XElement? Field(string field) => nuspec.Descendants().FirstOrDefault(element => element.Name.LocalName == field);
    var digest = File.ReadAllText(Path.Combine(folder, $"{id.ToLowerInvariant()}.{number.ToLowerInvariant()}.nupkg.sha512"));
    component["hashes"] = new JsonArray(Hash("SHA-512", Convert.FromBase64String(digest.Trim())));
    component["supplier"] = new JsonObject { ["name"] = Field("authors")!.Value };
    if (Field("license") is { } licence && licence.Attribute("type")?.Value == "expression") component["licenses"] = Licences(licence.Value);
    else if (Field("licenseUrl")?.Value is { } url)
        component["licenses"] = new JsonArray(new JsonObject { ["license"] = new JsonObject { ["name"] = "see the address", ["url"] = url } });
    return component;
}

string Part(string name, string licence, string pack)
{
    var component = Library(name, null, $"pkg:generic/{name}", licence);
    component["description"] = $"Comes inside {pack}; its version is that of the pack.";
    return Add(component);
}

static JsonObject Library(string name, string? version, string purl, string? licence)
{
    var component = new JsonObject { ["type"] = "library", ["bom-ref"] = purl, ["name"] = name };
    if (version is not null) component["version"] = version;
    component["scope"] = "required";
    if (licence is not null) component["licenses"] = Licences(licence);
    component["purl"] = purl;
    return component;
}

// A component that two programs share is one; what one of them contains is required.
string Add(JsonObject component)
{
    var reference = Reference(component);
    if (!components.TryAdd(reference, component) && component["scope"]?.GetValue<string>() == "required") components[reference]["scope"] = "required";
    edges.TryAdd(reference, []);
    return reference;
}

void Depend(string dependent, IEnumerable<string> needed) => edges[dependent].UnionWith(needed);

static IEnumerable<string> Needed(JsonElement entry, Dictionary<string, string> references) =>
    entry.TryGetProperty("dependencies", out var dependencies)
        ? dependencies.EnumerateObject().Where(dependency => references.ContainsKey(dependency.Name)).Select(dependency => references[dependency.Name])
        : [];

static string Package(string name) => $"pkg:nuget/{name.Split('/')[0]}@{name.Split('/')[1]}";

static string Reference(JsonObject component) => component["bom-ref"]!.GetValue<string>();

static JsonObject Hash(string algorithm, byte[] value) => new() { ["alg"] = algorithm, ["content"] = Convert.ToHexStringLower(value) };

static JsonArray Licences(string expression) => new(
    expression.Contains(' ', StringComparison.Ordinal)
        ? new JsonObject { ["expression"] = expression }
        : new JsonObject { ["license"] = new JsonObject { ["id"] = expression } });

// A UUID (version 8) of the content: another content, another number.
static string SerialNumber(string content)
{
    var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(content))[..16];
    bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80);
    bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
    return $"urn:uuid:{new Guid(bytes, bigEndian: true)}";
}
