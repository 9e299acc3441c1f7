using System.Text.Json;
using System.Text.Json.Serialization;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Storage.Journals;

/// <summary>A path as a list: <c>.name</c>, <c>"key</c>, or a position.</summary>
internal sealed class AttributePathConverter : JsonConverter<AttributePath>
{
    public override AttributePath Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("A path is expected.");
        var path = AttributePath.Root;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.Number)
            {
                path = path.Index(reader.GetInt32());
                continue;
            }

            var text = reader.GetString();
            path = text is ['.', .. var name] ? path.Attribute(name) : text is ['"', .. var key] ? path.Key(key) : throw new JsonException("A path step is expected.");
        }

        return path;
    }

    public override void Write(Utf8JsonWriter writer, AttributePath value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var step in value.Steps)
        {
            _ = step.Match(
                name => Say(writer, "." + name.Name),
                key => Say(writer, "\"" + key.Text),
                index => Count(writer, index.Position));
        }

        writer.WriteEndArray();
    }

    private static bool Say(Utf8JsonWriter writer, string text)
    {
        writer.WriteStringValue(text);
        return true;
    }

    private static bool Count(Utf8JsonWriter writer, int position)
    {
        writer.WriteNumberValue(position);
        return true;
    }
}
