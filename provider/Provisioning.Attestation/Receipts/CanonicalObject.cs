using System.Text.Encodings.Web;
using System.Text.Json;
using Provisioning.Model.Collections;

namespace Provisioning.Attestation.Receipts;

/// <summary>
/// A JSON object whose members come out in the ordinal order of their names, without white space, so that equal content has equal bytes
/// and one digest. Written by hand: nothing about it depends on a serializer.
/// </summary>
internal sealed class CanonicalObject
{
    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = false };
    private readonly SortedDictionary<string, Action<Utf8JsonWriter>> _members = new(StringComparer.Ordinal);

    public CanonicalObject Add(string name, string? value) => Add(name, writer => writer.WriteStringValue(value));

    public CanonicalObject Add(string name, long value) => Add(name, writer => writer.WriteNumberValue(value));

    public CanonicalObject Add(string name, bool value) => Add(name, writer => writer.WriteBooleanValue(value));

    public CanonicalObject Add(string name, CanonicalObject value) => Add(name, value.WriteTo);

    public CanonicalObject Add(string name, IEnumerable<CanonicalObject> items) => Add(name, writer =>
    {
        writer.WriteStartArray();
        foreach (var item in items) item.WriteTo(writer);
        writer.WriteEndArray();
    });

    public CanonicalObject Add(string name, IEnumerable<string> items) => Add(name, writer =>
    {
        writer.WriteStartArray();
        foreach (var item in items) writer.WriteStringValue(item);
        writer.WriteEndArray();
    });

    public CanonicalObject Add(string name, ValueMap<string, string> map)
    {
        var members = new CanonicalObject();
        foreach (var (key, value) in map) _ = members.Add(key, value);
        return Add(name, members);
    }

    /// <summary>The bytes, UTF-8.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Form)) WriteTo(writer);
        return stream.ToArray();
    }

    private CanonicalObject Add(string name, Action<Utf8JsonWriter> write)
    {
        _members.Add(name, write);
        return this;
    }

    private void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var (name, write) in _members)
        {
            writer.WritePropertyName(name);
            write(writer);
        }

        writer.WriteEndObject();
    }
}
