using Provisioning.Model.Collections;
using Provisioning.Model.Firmware;
using Provisioning.Schema.Values;

namespace Provisioning.Resources.Firmware;

/// <summary>Reads a firmware baseline out of values that the schema has checked.</summary>
internal static class FirmwareBaselineReader
{
    public static FirmwareBaseline Read(Value document) => new()
    {
        Name = document.Member("name").AsText() ?? "",
        Manufacturer = document.Member("applies_to").Member("manufacturer").AsText(),
        Model = document.Member("applies_to").Member("model").AsText(),
        Components = ValueMap<string, string>.From(
            from entry in document.Member("components").AsMembers()
            let version = entry.Value.Member("version").AsText()
            where version is not null
            select KeyValuePair.Create(entry.Key, version)),
    };
}
