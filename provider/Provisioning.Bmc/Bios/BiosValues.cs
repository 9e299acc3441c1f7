using System.Globalization;
using System.Text.Json;
using Provisioning.Bmc.Protocol;
using Provisioning.Model.Bios;

namespace Provisioning.Bmc.Bios;

/// <summary>BIOS values between their JSON form and text.</summary>
internal static class BiosValues
{
    /// <summary>The text of a value; null: it has none (null, a list, or an object that is no wrapped value).</summary>
    public static string? ToText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.AsText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole.ToString(CultureInfo.InvariantCulture) : value.GetRawText(),
        JsonValueKind.Object when value.At("current_value") is { ValueKind: not JsonValueKind.Object } inner => ToText(inner),
        _ => null,
    };

    /// <summary>Writes a text in the type of the registry, or else in the type that the BMC itself uses now. False: it does not fit the type.</summary>
    public static bool TryWrite(Utf8JsonWriter writer, string name, string text, BiosAttributeType? type, JsonValueKind now)
    {
        var numeric = type == BiosAttributeType.Whole || (type is null && now == JsonValueKind.Number);
        var flag = type == BiosAttributeType.Flag || (type is null && now is JsonValueKind.True or JsonValueKind.False);
        if (numeric)
        {
            if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return false;
            writer.WriteNumber(name, number);
        }
        else if (flag)
        {
            if (text is not ("true" or "false")) return false;
            writer.WriteBoolean(name, text == "true");
        }
        else
        {
            writer.WriteString(name, text);
        }

        return true;
    }
}
