using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Sites;

namespace Provisioning.Schema.Emitting;

/// <summary>
/// The schema as <c>terraform providers schema -json</c> prints it, so that the committed file can be held against what a real terraform
/// understood, and read by the tools that read that.
/// </summary>
public static class TerraformSchemaJson
{
    /// <summary>The text of <c>schema/terraform.json</c>.</summary>
    public static string Emit()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("format_version", "1.0");
            json.WriteStartObject("provider_schemas");
            json.WriteStartObject(ProviderSchema.TypeName);
            json.WritePropertyName("provider");
            WriteSchema(json, ProviderSchema.Shape, ProviderSchema.Version, ProviderSchema.Summary);
            json.WriteStartObject("resource_schemas");
            foreach (var description in ResourceSchemas.All.OrderBy(each => each.TypeName, StringComparer.Ordinal))
            {
                json.WritePropertyName(description.TypeName);
                WriteSchema(json, description.Shape, description.Version, description.Summary);
            }

            json.WriteEndObject();
            json.WriteStartObject("data_source_schemas");
            foreach (var description in DataSourceSchemas.All.OrderBy(each => each.TypeName, StringComparer.Ordinal))
            {
                json.WritePropertyName(description.TypeName);
                WriteSchema(json, description.Shape, description.Version, description.Summary);
            }

            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    private static void WriteSchema(Utf8JsonWriter json, ObjectShape shape, int version, string summary)
    {
        json.WriteStartObject();
        json.WriteNumber("version", version);
        json.WriteStartObject("block");
        WriteAttributes(json, shape);
        WriteDescription(json, summary);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteAttributes(Utf8JsonWriter json, ObjectShape shape)
    {
        json.WriteStartObject("attributes");
        foreach (var attribute in shape.Attributes.OrderBy(each => each.Name, StringComparer.Ordinal))
        {
            json.WriteStartObject(attribute.Name);
            WriteType(json, attribute.Type);
            WriteDescription(json, AttributeText.Of(attribute));
            WriteIf(json, "required", attribute.Presence == Presence.Required);
            WriteIf(json, "optional", attribute.Presence is Presence.Optional or Presence.OptionalComputed);
            WriteIf(json, "computed", attribute.IsComputed);
            WriteIf(json, "sensitive", attribute.Sensitive);
            WriteIf(json, "write_only", attribute.WriteOnly);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteType(Utf8JsonWriter json, AttributeType type)
    {
        if (type is not AttributeType.NestedType nested)
        {
            json.WritePropertyName("type");
            json.WriteRawValue(TerraformTypes.Of(type));
            return;
        }

        json.WriteStartObject("nested_type");
        WriteAttributes(json, nested.Shape);
        json.WriteString("nesting_mode", nested.Nesting switch
        {
            Nesting.List => "list",
            Nesting.Set => "set",
            Nesting.Map => "map",
            _ => "single",
        });
        json.WriteEndObject();
    }

    private static void WriteDescription(Utf8JsonWriter json, string text)
    {
        json.WriteString("description", text);
        json.WriteString("description_kind", "markdown");
    }

    private static void WriteIf(Utf8JsonWriter json, string name, bool flag)
    {
        if (flag) json.WriteBoolean(name, true);
    }
}
