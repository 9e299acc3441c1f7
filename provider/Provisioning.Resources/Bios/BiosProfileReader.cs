using Provisioning.Model.Bios;
using Provisioning.Model.Collections;
using Provisioning.Schema.Values;

namespace Provisioning.Resources.Bios;

/// <summary>Reads a BIOS profile out of values that the schema has checked.</summary>
internal static class BiosProfileReader
{
    public static BiosProfile Read(Value document) => new()
    {
        Name = document.Member("name").AsText() ?? "",
        Attributes = ValueMap<string, string>.From(
            from entry in document.Member("attributes").AsMembers()
            let text = entry.Value.AsText()
            where text is not null
            select KeyValuePair.Create(entry.Key, text)),
    };
}
