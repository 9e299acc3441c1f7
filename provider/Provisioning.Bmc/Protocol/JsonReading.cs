using System.Globalization;
using System.Text.Json;

namespace Provisioning.Bmc.Protocol;

/// <summary>Reading that takes what is there and never throws: BMCs leave members out, send null, or another type.</summary>
internal static class JsonReading
{
    /// <summary>A member, or an undefined element.</summary>
    public static JsonElement At(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

    /// <summary>A text with content, without blanks around it; null: not there, blank, or no text.</summary>
    public static string? Text(this JsonElement element, string name) => element.At(name).AsText() is { } text && text.Trim() is { Length: > 0 } trimmed ? trimmed : null;

    /// <summary>This element's text; null: no text.</summary>
    public static string? AsText(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.String) return null;
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            // An escape that is half a surrogate pair is valid JSON and no text.
            return null;
        }
    }

    /// <summary>A whole number, also one that was sent as text or with a fraction.</summary>
    public static long? Whole(this JsonElement element, string name)
    {
        var member = element.At(name);
        if (member.ValueKind == JsonValueKind.Number)
        {
            if (member.TryGetInt64(out var number)) return number;
            return member.TryGetDouble(out var fraction) && Math.Abs(fraction) < 9e18 ? (long)fraction : null;
        }

        return long.TryParse(member.AsText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
    }

    /// <summary>A number.</summary>
    public static double? Number(this JsonElement element, string name) =>
        element.At(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;

    /// <summary>A flag.</summary>
    public static bool? Flag(this JsonElement element, string name) => element.At(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>A date with an offset; null: none, or one that no calendar has.</summary>
    public static DateTimeOffset? Date(this JsonElement element, string name) =>
        DateTimeOffset.TryParse(element.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    /// <summary>The items of a list, or nothing.</summary>
    public static IReadOnlyList<JsonElement> Items(this JsonElement element, string name) =>
        element.At(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    /// <summary>The texts of a list.</summary>
    public static IReadOnlyList<string> Texts(this JsonElement element, string name) =>
        [.. element.Items(name).Select(item => item.AsText()).OfType<string>()];

    /// <summary>The members of an object whose names are texts.</summary>
    public static IEnumerable<KeyValuePair<string, JsonElement>> Members(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object) yield break;
        foreach (var member in element.EnumerateObject())
        {
            string? name;
            try
            {
                name = member.Name;
            }
            catch (InvalidOperationException)
            {
                name = null;
            }

            if (name is not null) yield return new(name, member.Value);
        }
    }

    /// <summary>The path that a member links to; null: none, or no path on this host.</summary>
    public static string? Link(this JsonElement element, string name) => element.At(name).SelfLink();

    /// <summary>The path in this element's own <c>@odata.id</c>; null: none, or no path on this host.</summary>
    public static string? SelfLink(this JsonElement element) => ResourcePath.From(element.At("@odata.id").AsText());
}
