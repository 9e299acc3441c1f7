using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Servers;

namespace Provisioning.Storage.Journals;

/// <summary>A list as a JSON array. Closed per item type, as source-generated metadata cannot build the collection by itself.</summary>
internal sealed class ValueArrayConverter<T> : JsonConverter<ValueArray<T>>
{
    public override ValueArray<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("A list is expected.");
        var items = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(JsonSerializer.Deserialize(ref reader, type) ?? throw new JsonException("A list has no place for nothing."));
        return items.ToValueArray();
    }

    public override void Write(Utf8JsonWriter writer, ValueArray<T> value, JsonSerializerOptions options)
    {
        var type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        writer.WriteStartArray();
        foreach (var item in value) JsonSerializer.Serialize(writer, item, type);
        writer.WriteEndArray();
    }
}

/// <summary>A map with texts as keys as a JSON object.</summary>
internal sealed class ValueMapConverter<T> : JsonConverter<ValueMap<string, T>>
{
    public override ValueMap<string, T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A map is expected.");
        var entries = new List<KeyValuePair<string, T>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var key = reader.GetString()!;
            reader.Read();
            entries.Add(KeyValuePair.Create(key, JsonSerializer.Deserialize(ref reader, type) ?? throw new JsonException("A map has no place for nothing.")));
        }

        return ValueMap<string, T>.From(entries);
    }

    public override void Write(Utf8JsonWriter writer, ValueMap<string, T> value, JsonSerializerOptions options)
    {
        var type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        writer.WriteStartObject();
        foreach (var (key, item) in value)
        {
            writer.WritePropertyName(key);
            JsonSerializer.Serialize(writer, item, type);
        }

        writer.WriteEndObject();
    }
}

/// <summary>A claim as its text.</summary>
internal sealed class ClaimIdConverter : JsonConverter<ClaimId>
{
    public override ClaimId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("A claim is expected."));

    public override void Write(Utf8JsonWriter writer, ClaimId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}

/// <summary>A diagnostic's code as people write it.</summary>
internal sealed class DiagnosticCodeConverter : JsonConverter<DiagnosticCode>
{
    public override DiagnosticCode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DiagnosticCode.TryParse(reader.GetString(), out var code) ? code : throw new JsonException("A diagnostic code is expected.");

    public override void Write(Utf8JsonWriter writer, DiagnosticCode value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

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
