using System.Text;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Sites;

namespace Provisioning.Schema.Emitting;

/// <summary>The documentation page of a resource, made from its description alone.</summary>
public static class ResourcePage
{
    /// <summary>The pages of all resources and of the provider, by file name below <c>docs/resources</c>.</summary>
    public static ValueMap<string, string> All() => ValueMap<string, string>.From(
        ResourceSchemas.All.Select(description => KeyValuePair.Create(description.Kind + ".md", Of(description)))
            .Concat(DataSourceSchemas.All.Select(description => KeyValuePair.Create($"data_{description.Kind}.md", OfData(description))))
            .Append(KeyValuePair.Create("provider.md", OfProvider())));

    /// <summary>The page of one resource.</summary>
    public static string Of(ResourceDescription description)
    {
        var page = Begin(description, description.TypeName);
        AppendTable(page, description.Shape);
        if (description.Import.Length > 0) page.Append("\n## Import\n\n```\n").Append(description.Import).Append("\n```\n");
        return page.ToString();
    }

    /// <summary>The page of one data source.</summary>
    public static string OfData(ResourceDescription description) => Begin(description, $"{description.TypeName} (data source)").ToString();

    private static StringBuilder Begin(ResourceDescription description, string title)
    {
        var page = new StringBuilder();
        page.Append("# ").Append(title).Append("\n\n").Append(description.Summary).Append("\n\n");
        page.Append(description.Documentation.Trim().ReplaceLineEndings("\n")).Append("\n\n");
        page.Append("## Example\n\n```hcl\n").Append(description.Example.Trim().ReplaceLineEndings("\n")).Append("\n```\n\n");
        page.Append("## Arguments\n\n");
        AppendAttributes(page, description.Shape.Attributes.Where(attribute => attribute.IsWritable), "");
        AppendRules(page, description.Shape);
        page.Append("\n## Computed attributes\n\n");
        AppendAttributes(page, description.Shape.Attributes.Where(attribute => !attribute.IsWritable), "");
        return page;
    }

    /// <summary>The page of the provider's own arguments.</summary>
    public static string OfProvider()
    {
        var page = new StringBuilder();
        page.Append("# The provider\n\n").Append(ProviderSchema.Summary).Append("\n\n");
        page.Append(ProviderSchema.Documentation.Trim().ReplaceLineEndings("\n")).Append("\n\n");
        page.Append("## Example\n\n```hcl\n").Append(ProviderSchema.Example.Trim().ReplaceLineEndings("\n")).Append("\n```\n\n");
        page.Append("## Arguments\n\n");
        AppendAttributes(page, ProviderSchema.Shape.Attributes, "");
        AppendRules(page, ProviderSchema.Shape);
        page.Append("\n## Resources\n\n");
        foreach (var description in ResourceSchemas.All)
            page.Append("- [").Append(description.TypeName).Append("](").Append(description.Kind).Append(".md): ").Append(description.Summary).Append('\n');
        page.Append("\n## Data sources\n\n");
        foreach (var description in DataSourceSchemas.All)
            page.Append("- [").Append(description.TypeName).Append("](data_").Append(description.Kind).Append(".md): ").Append(description.Summary).Append('\n');
        return page.ToString();
    }

    private static void AppendAttributes(StringBuilder page, IEnumerable<AttributeDescription> attributes, string indent)
    {
        foreach (var attribute in attributes)
        {
            page.Append(indent).Append("- `").Append(attribute.Name).Append("` (").Append(Kind(attribute)).Append("): ");
            page.Append(AttributeText.Of(attribute)).Append('\n');
            if (attribute.Type is AttributeType.NestedType nested) AppendAttributes(page, nested.Shape.Attributes, indent + "  ");
        }
    }

    private static string Kind(AttributeDescription attribute)
    {
        var words = new List<string> { Word(attribute.Type) };
        if (attribute.Presence == Presence.Required) words.Add("required");
        if (attribute.Presence == Presence.OptionalComputed) words.Add("computed where it is left out");
        if (attribute.WriteOnly) words.Add("write-only");
        if (attribute.Sensitive) words.Add("sensitive");
        return string.Join(", ", words);
    }

    private static string Word(AttributeType type) => type.Match(
        () => "text",
        () => "number",
        () => "flag",
        item => $"list of {Word(item)}s",
        item => $"set of {Word(item)}s",
        item => $"map of {Word(item)}s",
        nested => nested.Nesting switch
        {
            Nesting.List => "list of objects",
            Nesting.Set => "set of objects",
            Nesting.Map => "map of objects",
            _ => "object",
        });

    private static void AppendRules(StringBuilder page, ObjectShape shape)
    {
        var rules = RulesOf(shape, AttributePath.Root).ToList();
        if (rules.Count == 0) return;
        page.Append("\nBetween them:\n\n");
        foreach (var rule in rules) page.Append("- ").Append(rule).Append('\n');
    }

    private static IEnumerable<string> RulesOf(ObjectShape shape, AttributePath path) => shape.Rules
        .Select(rule => rule.Match(
            atMostOne => $"At most one of {Names(atMostOne.Paths, path, "and")}.",
            exactlyOne => $"Exactly one of {Names(exactlyOne.Paths, path, "and")}.",
            needs => $"`{path.Then(needs.Given)}`{(needs.Equal is null ? "" : $" = `{needs.Equal}`")} needs {Names(needs.AnyOf, path, "or")}: {needs.Reason}",
            ordered => $"`{path.Then(ordered.Least)}` is not greater than `{path.Then(ordered.Most)}`.",
            something => $"`{path}` is left out, or names one of {string.Join(", ", shape.Attributes.Where(each => each.IsWritable).Select(each => $"`{each.Name}`"))}. An empty one is an error: {something.Reason}",
            _ => "",
            names => $"Each `{names.Map}.*.{names.Member}` is a name in {string.Join(" or ", names.Among.Select(map => $"`{map}`"))}."))
        .Where(text => text.Length > 0)
        .Concat(shape.Attributes.SelectMany(attribute => attribute.Type is AttributeType.NestedType { Nesting: Nesting.Single } nested
            ? RulesOf(nested.Shape, path.Attribute(attribute.Name))
            : []));

    private static string Names(IEnumerable<AttributePath> paths, AttributePath at, string word) =>
        string.Join($" {word} ", paths.Select(path => $"`{at.Then(path)}`"));

    private static void AppendTable(StringBuilder page, ObjectShape shape)
    {
        page.Append("\n## What a plan knows\n\n| attribute | known at plan | changes when |\n|---|---|---|\n");
        foreach (var attribute in shape.Attributes.Where(attribute => attribute.IsComputed))
        {
            page.Append("| `").Append(attribute.Name).Append("` | ").Append(attribute.KnownAtPlan).Append(" | ").Append(attribute.ChangesWhen).Append(" |\n");
        }
    }
}
