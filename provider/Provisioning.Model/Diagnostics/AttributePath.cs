using System.Globalization;
using System.Text;
using Provisioning.Model.Collections;

namespace Provisioning.Model.Diagnostics;

/// <summary>Where in an object a value stands: attribute names, map keys and list positions, from the outside in.</summary>
/// <param name="Steps">The steps; none means the object itself.</param>
public sealed record AttributePath(ValueArray<PathStep> Steps)
{
    /// <summary>The object itself.</summary>
    public static AttributePath Root { get; } = new(ValueArray<PathStep>.Empty);

    /// <summary>A path of attribute names, the common case: <c>Of("os", "image")</c>.</summary>
    public static AttributePath Of(params ReadOnlySpan<string> names)
    {
        var path = Root;
        foreach (var name in names) path = path.Attribute(name);
        return path;
    }

    /// <summary>The path to an attribute of what this path names.</summary>
    public AttributePath Attribute(string name) => new(Steps.Add(new PathStep.Attribute(name)));

    /// <summary>The path to the value under a map key.</summary>
    public AttributePath Key(string key) => new(Steps.Add(new PathStep.Key(key)));

    /// <summary>The path to a list item.</summary>
    public AttributePath Index(int index) => new(Steps.Add(new PathStep.Index(index)));

    /// <summary>The path to what another path names, seen from what this one names.</summary>
    public AttributePath Then(AttributePath relative) => new(Steps.AddRange(relative.Steps));

    /// <summary>Whether another path names the same value, or one inside it.</summary>
    public bool IsAtOrAbove(AttributePath other) => Steps.Count <= other.Steps.Count && Steps.SequenceEqual(other.Steps.Take(Steps.Count));

    /// <summary>The path as Terraform's users write it: <c>os.root_disk.size</c>, <c>attributes["ProcTurboMode"]</c>, <c>disks[0]</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var step in Steps)
        {
            _ = step.Match(
                name => text.Append(text.Length == 0 ? "" : ".").Append(name.Name),
                key => text.Append("[\"").Append(key.Text).Append("\"]"),
                index => text.Append('[').Append(index.Position.ToString(CultureInfo.InvariantCulture)).Append(']'));
        }

        return text.ToString();
    }
}
