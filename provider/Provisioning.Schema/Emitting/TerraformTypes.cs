using Provisioning.Schema.Descriptions;

namespace Provisioning.Schema.Emitting;

/// <summary>Terraform's JSON notation of types: <c>"string"</c>, <c>["list","string"]</c>.</summary>
public static class TerraformTypes
{
    /// <summary>The notation of a type that is not nested; a nested one is described by its attributes instead.</summary>
    /// <exception cref="ArgumentException">The type is nested.</exception>
    public static string Of(AttributeType type) => type.Match(
        () => "\"string\"",
        () => "\"number\"",
        () => "\"bool\"",
        item => $"[\"list\",{Of(item)}]",
        item => $"[\"set\",{Of(item)}]",
        item => $"[\"map\",{Of(item)}]",
        _ => throw new ArgumentException("A nested type is described by its attributes.", nameof(type)));
}
