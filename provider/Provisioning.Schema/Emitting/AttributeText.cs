using System.Globalization;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Documents;
using Provisioning.Schema.Values;

namespace Provisioning.Schema.Emitting;

/// <summary>What is said about an attribute wherever it is described: its meaning, what it may be, what holds where it is left out.</summary>
public static class AttributeText
{
    /// <summary>The text, one paragraph of Markdown.</summary>
    public static string Of(AttributeDescription attribute)
    {
        var parts = new List<string> { attribute.Documentation };
        parts.AddRange(attribute.Constraints.Select(constraint => Of(constraint, attribute.Type)).Where(text => text.Length > 0));
        if (attribute.Default is { } standard) parts.Add($"Default: `{Plain(standard)}`.");
        if (attribute.Environment is { } variable) parts.Add($"Environment: `{variable}`.");
        if (attribute.Refused.Length > 0) parts.Add($"Refused by this version: {attribute.Refused}");
        return string.Join(' ', parts);
    }

    private static string Of(ValueConstraint constraint, AttributeType type)
    {
        var each = constraint is not (ValueConstraint.Count or ValueConstraint.Distinct or ValueConstraint.Keys) && type is (AttributeType.ListType or AttributeType.SetType or AttributeType.MapType);
        return each ? "Each: " + Of(constraint) : Of(constraint);
    }

    private static string Of(ValueConstraint constraint) => constraint.Match(
        oneOf => $"One of {string.Join(", ", oneOf.Texts.Select(text => $"`{text}`"))}.",
        range => string.Create(CultureInfo.InvariantCulture, $"A whole number from {range.Least} to {range.Most}."),
        length => string.Create(CultureInfo.InvariantCulture, $"{length.Least} to {length.Most} characters."),
        count => string.Create(CultureInfo.InvariantCulture, $"{count.Least} to {count.Most} items."),
        pattern => $"Must be {pattern.Meaning}.",
        url => $"A URL ({string.Join(", ", url.Schemes.Select(scheme => $"`{scheme}`"))}).",
        below => $"A path that begins with one of {string.Join(", ", below.Roots.Select(root => $"`{root}.`"))}.",
        () => "",
        () => "A host name or an IP address.",
        () => "A length of time such as `90s`, `10m` or `1h30m`.",
        () => "None of them twice.",
        keys => $"Each key: {keys.Each.Meaning}.",
        () => "An IP address with its prefix length, such as `10.0.0.5/24`.",
        () => "A network with its prefix length, such as `10.8.0.0/16`, or `default`.");

    private static string Plain(Value value) => value.AsText() ?? CanonicalText.Write(value);
}
