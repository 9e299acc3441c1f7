using System.Globalization;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Simulator.Documents;

namespace Provisioning.Simulator.Personalities;

/// <summary>Reads a personality document. The documents are embedded and tested, so a fault in one is a bug and throws.</summary>
internal static class PersonalityReader
{
    /// <exception cref="InvalidDataException">The document is wrong.</exception>
    public static Personality Read(string name, string text)
    {
        if (!YamlDocument.TryRead(text, out var root, out var problem)) throw new InvalidDataException($"Personality {name}: {problem}");
        var problems = new List<Diagnostic>();
        var fields = new FieldReader(root, AttributePath.Root, problems);
        var ids = Section(fields, "ids");
        var features = Section(fields, "features");
        var bios = Section(fields, "bios");
        var personality = new Personality
        {
            Name = name,
            Vendor = Required(fields, "vendor"),
            Product = Required(fields, "product"),
            SystemManufacturer = Required(fields, "systemManufacturer"),
            SystemModel = Required(fields, "systemModel"),
            ManagerModel = Required(fields, "managerModel"),
            SystemId = Required(ids, "system"),
            ManagerId = Required(ids, "manager"),
            ChassisId = Required(ids, "chassis"),
            Expand = features.Flag("expand") ?? true,
            ETags = features.Flag("etags") ?? true,
            Tasks = features.Flag("tasks") ?? false,
            ResetTypes = fields.Texts("resetTypes").ToValueArray(),
            ManagerResetTypes = fields.Texts("managerResetTypes").ToValueArray(),
            OverrideTargets = fields.Texts("overrideTargets").ToValueArray(),
            MediaSlots = Section(fields, "media").Mappings().Select(entry => Slot(entry.Key, entry.Fields)).ToValueArray(),
            Firmware = Section(fields, "firmware").Mappings().Select(entry => Component(entry.Key, entry.Fields)).ToValueArray(),
            BiosRegistry = Required(bios, "registry"),
            Bios = Section(bios, "attributes").Mappings().Select(entry => Attribute(entry.Key, entry.Fields)).ToValueArray(),
        };
        fields.RefuseOthers();
        bios.RefuseOthers();
        if (problems.Count > 0) throw new InvalidDataException($"Personality {name}: {problems[0].Summary} ({problems[0].Seen})");
        return personality;
    }

    private static FieldReader Section(FieldReader fields, string name) =>
        fields.Nested(name) ?? throw new InvalidDataException($"A personality lacks the section '{name}'.");

    private static string Required(FieldReader fields, string name) =>
        fields.Text(name) ?? throw new InvalidDataException($"A personality lacks '{fields.Path}.{name}'.");

    private static MediaSlot Slot(string id, FieldReader fields) => new(id, Required(fields, "name"), fields.Texts("types").ToValueArray());

    private static FirmwareComponent Component(string id, FieldReader fields) =>
        new(id, Required(fields, "name"), Required(fields, "version"), fields.Flag("updateable") ?? true);

    private static BiosAttribute Attribute(string name, FieldReader fields)
    {
        var display = fields.Text("display") ?? name;
        var initial = fields.Text("default") ?? "";
        var readOnly = fields.Flag("readOnly") ?? false;
        BiosAttribute attribute = fields.Word("type", "enumeration", "integer", "string", "boolean") switch
        {
            "enumeration" => new BiosAttribute.Choice(name, display, initial, readOnly, fields.Texts("values").ToValueArray()),
            "integer" => new BiosAttribute.Whole(
                name,
                display,
                initial,
                readOnly,
                fields.Number("low", int.MinValue, int.MaxValue) ?? 0,
                fields.Number("high", int.MinValue, int.MaxValue) ?? int.MaxValue,
                fields.Number("step", 1, int.MaxValue) ?? 1),
            "string" => new BiosAttribute.Words(name, display, initial, readOnly, fields.Number("maxLength", 1, 4096) ?? 64),
            "boolean" => new BiosAttribute.Flag(name, display, initial.ToLower(CultureInfo.InvariantCulture), readOnly),
            _ => throw new InvalidDataException($"BIOS attribute '{name}' has no type."),
        };
        fields.RefuseOthers();
        return attribute;
    }
}
