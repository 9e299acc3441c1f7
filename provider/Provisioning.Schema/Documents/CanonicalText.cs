using System.Globalization;
using System.Text;
using System.Text.Json;
using Provisioning.Schema.Values;

namespace Provisioning.Schema.Documents;

/// <summary>
/// The one JSON text of a value: members by ordinal order of their names, null members left out, no white space, exact decimal numbers, and
/// only the escapes that JSON demands. Two equal values have one text, on every platform and in every version.
/// </summary>
public static class CanonicalText
{
    /// <summary>Writes a wholly known value.</summary>
    /// <exception cref="ArgumentException">The value holds an unknown.</exception>
    public static string Write(Value value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    /// <summary>Reads any JSON text of at most <paramref name="mostBytes"/> bytes and 32 levels; says why it cannot be read otherwise.</summary>
    public static bool TryRead(string text, int mostBytes, out Value value, out string fault)
    {
        value = Value.Null;
        fault = "";
        if (Encoding.UTF8.GetByteCount(text) > mostBytes)
        {
            fault = string.Create(CultureInfo.InvariantCulture, $"It is larger than {mostBytes} bytes.");
            return false;
        }

        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 32, AllowDuplicateProperties = false });
            return TryRead(json.RootElement, out value, out fault);
        }
        catch (JsonException malformed)
        {
            fault = string.Create(
                CultureInfo.InvariantCulture, $"It is not JSON: line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}.");
            return false;
        }
        catch (ArgumentException)
        {
            fault = "It holds half of a surrogate pair.";
            return false;
        }
    }

    /// <summary>Turns a JSON element into a value: a number becomes an exact number, an array a list, an object a map.</summary>
    public static bool TryRead(JsonElement element, out Value value, out string fault)
    {
        fault = "";
        value = Value.Null;
        switch (element.ValueKind)
        {
            case JsonValueKind.Null:
                return true;
            case JsonValueKind.True or JsonValueKind.False:
                value = Value.Of(element.ValueKind == JsonValueKind.True);
                return true;
            case JsonValueKind.String:
                return TryReadText(element, out value, out fault);
            case JsonValueKind.Number when ExactNumber.TryParse(element.GetRawText(), out var number):
                value = new Value.Number(number);
                return true;
            case JsonValueKind.Array:
                return TryReadItems(element, out value, out fault);
            case JsonValueKind.Object:
                return TryReadMembers(element, out value, out fault);
            default:
                fault = "A number in it is too large to be read.";
                return false;
        }
    }

    private static bool TryReadText(JsonElement element, out Value value, out string fault)
    {
        try
        {
            value = Value.Of(element.GetString());
            fault = "";
            return true;
        }
        catch (InvalidOperationException)
        {
            value = Value.Null;
            fault = "A text in it holds half of a surrogate pair.";
            return false;
        }
    }

    private static bool TryReadItems(JsonElement element, out Value value, out string fault)
    {
        value = Value.Null;
        var items = new List<Value>(element.GetArrayLength());
        foreach (var item in element.EnumerateArray())
        {
            if (!TryRead(item, out var read, out fault)) return false;
            items.Add(read);
        }

        fault = "";
        value = Value.Of(items);
        return true;
    }

    private static bool TryReadMembers(JsonElement element, out Value value, out string fault)
    {
        value = Value.Null;
        var members = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            if (!TryRead(member.Value, out var read, out fault)) return false;
            if (members.TryAdd(member.Name, read)) continue;
            fault = "A name stands in it twice.";
            return false;
        }

        fault = "";
        value = Value.Of(members);
        return true;
    }

    private static void Write(StringBuilder text, Value value)
    {
        switch (value)
        {
            case Value.Nothing:
                text.Append("null");
                break;
            case Value.Text t:
                WriteText(text, t.Content);
                break;
            case Value.Number n:
                text.Append(n.Content.ToString());
                break;
            case Value.Flag f:
                text.Append(f.Content ? "true" : "false");
                break;
            case Value.List list:
                WriteItems(text, list);
                break;
            case Value.Map map:
                WriteMembers(text, map);
                break;
            default:
                throw new ArgumentException("An unknown value has no text.", nameof(value));
        }
    }

    private static void WriteItems(StringBuilder text, Value.List list)
    {
        text.Append('[');
        for (var i = 0; i < list.Items.Count; i++)
        {
            if (i > 0) text.Append(',');
            Write(text, list.Items[i]);
        }

        text.Append(']');
    }

    private static void WriteMembers(StringBuilder text, Value.Map map)
    {
        text.Append('{');
        var first = true;
        foreach (var (name, member) in map.Members.Where(member => !member.Value.IsNull))
        {
            if (!first) text.Append(',');
            first = false;
            WriteText(text, name);
            text.Append(':');
            Write(text, member);
        }

        text.Append('}');
    }

    private static void WriteText(StringBuilder text, string content)
    {
        text.Append('"');
        foreach (var c in content)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' => text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
