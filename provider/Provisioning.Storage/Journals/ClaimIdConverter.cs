using System.Text.Json;
using System.Text.Json.Serialization;
using Provisioning.Model.Servers;

namespace Provisioning.Storage.Journals;

/// <summary>A claim as its text.</summary>
internal sealed class ClaimIdConverter : JsonConverter<ClaimId>
{
    public override ClaimId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("A claim is expected."));

    public override void Write(Utf8JsonWriter writer, ClaimId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}
