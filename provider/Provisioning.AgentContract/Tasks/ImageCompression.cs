using System.Text.Json.Serialization;

namespace Provisioning.AgentContract.Tasks;

/// <summary>How an image file is compressed. The disk image inside is always raw.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImageCompression>))]
public enum ImageCompression
{
    /// <summary>Not at all.</summary>
    [JsonStringEnumMemberName("none")]
    None = 1,

    /// <summary>gzip (RFC 1952).</summary>
    [JsonStringEnumMemberName("gz")]
    Gzip = 2,

    /// <summary>Zstandard (RFC 8878).</summary>
    [JsonStringEnumMemberName("zst")]
    Zstandard = 3,
}
