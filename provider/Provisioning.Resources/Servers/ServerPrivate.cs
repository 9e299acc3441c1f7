using System.Buffers;
using System.Text.Json;
using Provisioning.Model.Servers;

namespace Provisioning.Resources.Servers;

/// <summary>
/// What is kept beside a server's state: which image is on the disk and what it was written with. The configured image cannot tell, because
/// with <c>rebuild_policy = "never"</c> it may be newer than what was written. No secret is in it.
/// </summary>
/// <param name="ImageId">The image that was written; null: none by us.</param>
/// <param name="UserDataVersion">The user data version it was written with.</param>
/// <param name="RebuildTrigger">The rebuild trigger that was in force.</param>
internal sealed record ServerPrivate(string? ImageId, long? UserDataVersion, string? RebuildTrigger)
{
    /// <summary>The network profile that was written with the image.</summary>
    public string? NetworkProfileId { get; init; }

    /// <summary>The validation profile that was met.</summary>
    public string? ValidationProfileId { get; init; }

    /// <summary>The attestation policy that was met.</summary>
    public string? AttestationPolicyId { get; init; }

    private const int Version = 1;

    public static ServerPrivate Empty { get; } = new(null, null, null);

    public static ServerPrivate Of(ServerObserved observed) => new(observed.ImageId, observed.UserDataVersion, observed.RebuildTrigger)
    {
        NetworkProfileId = observed.NetworkProfileId,
        ValidationProfileId = observed.ValidationProfileId,
        AttestationPolicyId = observed.AttestationPolicyId,
    };

    /// <summary>Reads what <see cref="Write"/> wrote; anything else reads as empty.</summary>
    public static ServerPrivate Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty) return Empty;
        try
        {
            using var json = JsonDocument.Parse(bytes);
            var root = json.RootElement;
            return new ServerPrivate(
                Text(root, "image"),
                root.TryGetProperty("user_data_version", out var version) && version.TryGetInt64(out var number) ? number : null,
                Text(root, "rebuild_trigger"))
            {
                NetworkProfileId = Text(root, "network_profile"),
                ValidationProfileId = Text(root, "validation_profile"),
                AttestationPolicyId = Text(root, "attestation_policy"),
            };
        }
        catch (JsonException)
        {
            return Empty;
        }
    }

    public ReadOnlyMemory<byte> Write()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            if (ImageId is not null) json.WriteString("image", ImageId);
            if (UserDataVersion is { } version) json.WriteNumber("user_data_version", version);
            if (RebuildTrigger is not null) json.WriteString("rebuild_trigger", RebuildTrigger);
            if (NetworkProfileId is not null) json.WriteString("network_profile", NetworkProfileId);
            if (ValidationProfileId is not null) json.WriteString("validation_profile", ValidationProfileId);
            if (AttestationPolicyId is not null) json.WriteString("attestation_policy", AttestationPolicyId);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
