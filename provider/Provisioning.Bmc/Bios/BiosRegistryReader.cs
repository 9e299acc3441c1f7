using System.Text.Json;
using Provisioning.Bmc.Capabilities;
using Provisioning.Bmc.Protocol;
using Provisioning.Model.Bios;
using Provisioning.Model.Collections;
using Provisioning.Model.Faults;

namespace Provisioning.Bmc.Bios;

/// <summary>Finds the attribute registry among the registries and reads the entries that are asked for (DSP0268, AttributeRegistry).</summary>
internal sealed class BiosRegistryReader(BmcExplorer explorer)
{
    private const int MostRegistries = 256;
    private const string UsualName = "BiosAttributeRegistry";

    /// <summary>The entries of these attributes; null for one that the registry does not have, or where there is no registry.</summary>
    public async ValueTask<PortResult<Dictionary<string, BiosAttributeEntry?>>> ReadAsync(
        string registryId, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var entries = names.Distinct(StringComparer.Ordinal).ToDictionary(name => name, _ => (BiosAttributeEntry?)null, StringComparer.Ordinal);
        var located = await LocateAsync(registryId, cancellationToken);
        if (!located.TryGet(out var file, out var fault)) return fault;
        if (file.Length == 0) return entries;
        var got = await explorer.Client.FindAsync(file, explorer.Client.RegistryLimit, cancellationToken);
        if (!got.TryGet(out var reply, out fault)) return fault;
        foreach (var attribute in reply.Body.At("RegistryEntries").Items("Attributes"))
        {
            if (attribute.At("AttributeName").AsText() is { } name && entries.ContainsKey(name)) entries[name] = Read(name, attribute);
        }

        return entries;
    }

    private async ValueTask<PortResult<string>> LocateAsync(string registryId, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(explorer.Layout.Registries)) return "";
        var read = await explorer.Collections.ReadListAsync(explorer.Layout.Registries, MostRegistries, cancellationToken);
        if (!read.TryGet(out var members, out var fault)) return fault;
        if (Choose(members, registryId) is not { } chosen) return "";
        var completed = await explorer.Collections.CompleteAsync([chosen], cancellationToken);
        if (!completed.TryGet(out var whole, out fault)) return fault;
        return whole.Count == 0 ? "" : FileOf(whole[0].Body);
    }

    // The names differ between the BIOS resource, the member and the file; what is before the version is the same.
    private static JsonElement? Choose(List<JsonElement> members, string registryId)
    {
        string[] ids = [.. members.Select(member => ResourcePath.LastSegment(member.SelfLink() ?? ""))];
        var at = registryId.Length == 0 ? -1 : Array.FindIndex(ids, id => id.Equals(registryId, StringComparison.OrdinalIgnoreCase));
        if (at < 0 && registryId.Length > 0) at = Array.FindIndex(ids, id => Stem(id).Equals(Stem(registryId), StringComparison.OrdinalIgnoreCase));
        if (at < 0) at = Array.FindIndex(ids, id => id.StartsWith(UsualName, StringComparison.OrdinalIgnoreCase));
        return at < 0 ? null : members[at];
    }

    private static string Stem(string id) => id.Split('.', 2)[0];

    private static string FileOf(JsonElement registry)
    {
        var locations = registry.Items("Location");
        var english = locations.FirstOrDefault(location => location.Text("Language")?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true);
        if (english.ValueKind == JsonValueKind.Undefined) english = locations.Count > 0 ? locations[0] : default;

        // Old services put the path into an object.
        var uri = english.At("Uri");
        return ResourcePath.From(uri.AsText()) ?? ResourcePath.From(uri.At("extref").AsText()) ?? uri.SelfLink() ?? "";
    }

    private static BiosAttributeEntry Read(string name, JsonElement attribute) => new()
    {
        Name = name,
        Type = attribute.Text("Type")?.ToUpperInvariant() switch
        {
            "ENUMERATION" => BiosAttributeType.Enumeration,
            "INTEGER" => BiosAttributeType.Whole,
            "BOOLEAN" => BiosAttributeType.Flag,
            "PASSWORD" => BiosAttributeType.Password,
            _ => BiosAttributeType.Text,
        },
        ReadOnly = (attribute.Flag("ReadOnly") ?? attribute.Flag("Readonly")) == true || attribute.Flag("Immutable") == true,
        AllowedValues = attribute.Items("Value").Select(value => value.At("ValueName").AsText()).OfType<string>().ToValueArray(),
        LowerBound = attribute.Whole("LowerBound"),
        UpperBound = attribute.Whole("UpperBound"),
        ScalarIncrement = attribute.Whole("ScalarIncrement"),
        MinLength = Length(attribute.Whole("MinLength")),
        MaxLength = Length(attribute.Whole("MaxLength")),
    };

    private static int? Length(long? length) => length is >= 0 and <= int.MaxValue ? (int)length : null;
}
