using System.Buffers;
using System.Text;
using System.Text.Json;
using Provisioning.Bmc.Protocol;
using Provisioning.Model.Bios;
using Provisioning.Model.Collections;

namespace Provisioning.Bmc.Capabilities;

/// <summary>The text form of a <see cref="BmcLayout"/>: JSON with a version. A text of another version, or made under other quirk packs, is not used.</summary>
internal static class LayoutText
{
    private const int Version = 1;

    /// <summary>Writes.</summary>
    public static string Write(BmcLayout layout, string quirks)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", Version);
            writer.WriteString("quirks", quirks);
            Put(writer, "vendor", layout.Vendor);
            Put(writer, "sessions", layout.Sessions);
            writer.WriteNumber("expand", layout.ExpandLevels);
            Put(writer, "accounts", layout.AccountService);
            Put(writer, "systems", layout.Systems);
            Put(writer, "managers", layout.Managers);
            Put(writer, "chassis", layout.Chassis);
            Put(writer, "updateService", layout.UpdateService);
            Put(writer, "firmware", layout.FirmwareInventory);
            Put(writer, "tasks", layout.TaskService);
            Put(writer, "registries", layout.Registries);
            if (layout.System is { } system) Write(writer, system);
            if (layout.Manager is { } manager) Write(writer, manager);
            if (layout.Media is { } media)
            {
                writer.WriteStartObject("media");
                Put(writer, "slot", media.Slot);
                Put(writer, "insert", media.Insert);
                Put(writer, "eject", media.Eject);
                writer.WriteEndObject();
            }

            if (layout.Bios is { } bios) Write(writer, bios);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads; null: a text that is not used.</summary>
    public static BmcLayout? Read(string? text, string quirks)
    {
        if (string.IsNullOrEmpty(text)) return null;
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.Whole("version") != Version || root.At("quirks").AsText() != quirks) return null;
            return new BmcLayout
            {
                Vendor = root.At("vendor").AsText(),
                Sessions = root.At("sessions").AsText(),
                ExpandLevels = (int)(root.Whole("expand") ?? 0),
                AccountService = root.At("accounts").AsText(),
                Systems = root.At("systems").AsText(),
                Managers = root.At("managers").AsText(),
                Chassis = root.At("chassis").AsText(),
                UpdateService = root.At("updateService").AsText(),
                FirmwareInventory = root.At("firmware").AsText(),
                TaskService = root.At("tasks").AsText(),
                Registries = root.At("registries").AsText(),
                System = root.At("system").ValueKind == JsonValueKind.Object ? ReadSystem(root.At("system")) : null,
                Manager = root.At("manager").ValueKind == JsonValueKind.Object ? ReadManager(root.At("manager")) : null,
                Media = root.At("media") is { ValueKind: JsonValueKind.Object } media
                    ? new MediaLayout(Of(media, "slot"), Of(media, "insert"), Of(media, "eject"))
                    : null,
                Bios = root.At("bios").ValueKind == JsonValueKind.Object ? ReadBios(root.At("bios")) : null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Write(Utf8JsonWriter writer, SystemLayout system)
    {
        writer.WriteStartObject("system");
        Put(writer, "uri", system.Uri);
        Put(writer, "manufacturer", system.Manufacturer);
        Put(writer, "model", system.Model);
        Put(writer, "bios", system.Bios);
        Put(writer, "manager", system.Manager);
        Put(writer, "ethernet", system.Ethernet);
        Put(writer, "storage", system.Storage);
        Put(writer, "processors", system.Processors);
        Put(writer, "media", system.Media);
        Put(writer, "logs", system.Logs);
        Put(writer, "settings", system.Settings);
        Put(writer, "reset", system.Reset);
        Put(writer, "bootTargets", system.BootTargets);
        Put(writer, "bootEnabled", system.BootEnabled);
        writer.WriteBoolean("bootOverride", system.BootOverride);
        writer.WriteBoolean("bootMode", system.BootMode);
        writer.WriteEndObject();
    }

    private static SystemLayout ReadSystem(JsonElement system) => new()
    {
        Uri = Of(system, "uri"),
        Manufacturer = Of(system, "manufacturer"),
        Model = Of(system, "model"),
        Bios = Of(system, "bios"),
        Manager = Of(system, "manager"),
        Ethernet = Of(system, "ethernet"),
        Storage = Of(system, "storage"),
        Processors = Of(system, "processors"),
        Media = Of(system, "media"),
        Logs = Of(system, "logs"),
        Settings = Of(system, "settings"),
        Reset = ReadAction(system.At("reset")),
        BootTargets = system.Texts("bootTargets"),
        BootEnabled = system.Texts("bootEnabled"),
        BootOverride = system.Flag("bootOverride") ?? false,
        BootMode = system.Flag("bootMode") ?? false,
    };

    private static void Write(Utf8JsonWriter writer, ManagerLayout manager)
    {
        writer.WriteStartObject("manager");
        Put(writer, "uri", manager.Uri);
        Put(writer, "firmware", manager.Firmware);
        Put(writer, "activeImage", manager.ActiveImage);
        Put(writer, "networkProtocol", manager.NetworkProtocol);
        Put(writer, "media", manager.Media);
        Put(writer, "logs", manager.Logs);
        Put(writer, "reset", manager.Reset);
        writer.WriteEndObject();
    }

    private static ManagerLayout ReadManager(JsonElement manager) => new()
    {
        Uri = Of(manager, "uri"),
        Firmware = Of(manager, "firmware"),
        ActiveImage = Of(manager, "activeImage"),
        NetworkProtocol = Of(manager, "networkProtocol"),
        Media = Of(manager, "media"),
        Logs = Of(manager, "logs"),
        Reset = ReadAction(manager.At("reset")),
    };

    private static void Write(Utf8JsonWriter writer, BiosLayout bios)
    {
        writer.WriteStartObject("bios");
        Put(writer, "settings", bios.Settings);
        writer.WriteBoolean("appliesOnReset", bios.AppliesOnReset);
        Put(writer, "registry", bios.RegistryId);
        writer.WriteBoolean("wrapped", bios.Wrapped);
        writer.WriteStartObject("entries");
        foreach (var (name, entry) in bios.Entries)
        {
            if (entry is null)
            {
                writer.WriteNull(name);
                continue;
            }

            writer.WriteStartObject(name);
            writer.WriteNumber("type", (int)entry.Type);
            if (entry.ReadOnly) writer.WriteBoolean("readOnly", true);
            if (!entry.AllowedValues.IsEmpty) Put(writer, "allowed", [.. entry.AllowedValues]);
            Put(writer, "lower", entry.LowerBound);
            Put(writer, "upper", entry.UpperBound);
            Put(writer, "step", entry.ScalarIncrement);
            Put(writer, "shortest", entry.MinLength);
            Put(writer, "longest", entry.MaxLength);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static BiosLayout ReadBios(JsonElement bios) => new()
    {
        Settings = Of(bios, "settings"),
        AppliesOnReset = bios.Flag("appliesOnReset") ?? false,
        RegistryId = Of(bios, "registry"),
        Wrapped = bios.Flag("wrapped") ?? false,
        Entries = bios.At("entries").Members().ToDictionary(
            member => member.Key,
            member => member.Value.ValueKind == JsonValueKind.Object
                ? new BiosAttributeEntry
                {
                    Name = member.Key,
                    Type = member.Value.Whole("type") is >= 1 and <= 5 and var type ? (BiosAttributeType)type : BiosAttributeType.Text,
                    ReadOnly = member.Value.Flag("readOnly") ?? false,
                    AllowedValues = member.Value.Texts("allowed").ToValueArray(),
                    LowerBound = member.Value.Whole("lower"),
                    UpperBound = member.Value.Whole("upper"),
                    ScalarIncrement = member.Value.Whole("step"),
                    MinLength = (int?)member.Value.Whole("shortest"),
                    MaxLength = (int?)member.Value.Whole("longest"),
                }
                : null,
            StringComparer.Ordinal),
    };

    private static void Put(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null) writer.WriteString(name, text);
    }

    private static void Put(Utf8JsonWriter writer, string name, long? number)
    {
        if (number is { } value) writer.WriteNumber(name, value);
    }

    private static void Put(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static void Put(Utf8JsonWriter writer, string name, ActionLayout action)
    {
        writer.WriteStartObject(name);
        writer.WriteString("target", action.Target);
        writer.WriteString("info", action.Info);
        Put(writer, "types", action.Types);
        writer.WriteEndObject();
    }

    private static ActionLayout ReadAction(JsonElement action) => new(Of(action, "target"), Of(action, "info"), action.Texts("types"));

    private static string Of(JsonElement element, string name) => element.At(name).AsText() ?? "";
}
