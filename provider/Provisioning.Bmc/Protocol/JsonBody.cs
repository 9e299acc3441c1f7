using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Provisioning.Bmc.Protocol;

/// <summary>Writes request bodies.</summary>
internal static class JsonBody
{
    // BMC parsers are poor: only what JSON itself demands is escaped.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An object with what the callback writes into it.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>An object without members: some BMCs refuse an action without body.</summary>
    public static byte[] Empty { get; } = Write(_ => { });
}
