using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Provisioning.Model.Collections;

namespace Provisioning.Storage.Journals;

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
