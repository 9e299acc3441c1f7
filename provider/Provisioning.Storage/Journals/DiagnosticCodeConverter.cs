using System.Text.Json;
using System.Text.Json.Serialization;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Storage.Journals;

/// <summary>A diagnostic's code as people write it.</summary>
internal sealed class DiagnosticCodeConverter : JsonConverter<DiagnosticCode>
{
    public override DiagnosticCode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DiagnosticCode.TryParse(reader.GetString(), out var code) ? code : throw new JsonException("A diagnostic code is expected.");

    public override void Write(Utf8JsonWriter writer, DiagnosticCode value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
