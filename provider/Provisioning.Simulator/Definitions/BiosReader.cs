using Provisioning.Model.Collections;
using Provisioning.Model.Simulation;
using Provisioning.Simulator.Documents;
using Provisioning.Simulator.Personalities;

namespace Provisioning.Simulator.Definitions;

/// <summary>Reads the BIOS settings of one entry of a rack file, each against the registry of its personality.</summary>
internal static class BiosReader
{
    public static ValueMap<string, string> Read(FieldReader fields, string personality)
    {
        if (fields.Nested("bios") is not { } nested) return ValueMap<string, string>.Empty;
        var registry = PersonalityCatalogue.TryFind(personality, out var found) ? found.Bios : (ValueArray<BiosAttribute>?)null;
        var settings = new List<KeyValuePair<string, string>>();
        foreach (var (name, node) in nested.Scalars())
        {
            var value = node.Value ?? "";
            settings.Add(KeyValuePair.Create(name, value));
            if (registry is not { } known) continue;
            if (known.FirstOrDefault(one => one.Name == name) is not { } attribute)
                nested.Reject(name, (path, seen) => SimulationDiagnostics.UnknownBiosAttribute(path, personality, seen, known.Select(one => one.Name)));
            else if (!attribute.Allows(value))
                nested.Problem(name, attribute.Allowed);
        }

        return ValueMap<string, string>.From(settings);
    }
}
