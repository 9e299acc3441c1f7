using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Provisioning.AgentContract.Serialization;

/// <summary>
/// Writes and reads messages: camelCase, one line, absent members as null, members that are not known passed over (either side may
/// be newer), members that are missing or null against their type refused. Both sides use only this.
/// </summary>
public static class AgentJson
{
    /// <summary>The message as UTF-8.</summary>
    public static byte[] Write<T>(T message, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(message, type);

    /// <summary>The message, or null when the bytes are none: not JSON, an unknown kind, a member missing or of another type.</summary>
    public static T? TryRead<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type);
        }
        catch (Exception malformed) when (malformed is JsonException or NotSupportedException)
        {
            // NotSupportedException: an abstract type without a kind.
            return null;
        }
    }
}
