using System.Diagnostics.CodeAnalysis;
using Provisioning.Model.Collections;

namespace Provisioning.Schema.Descriptions;

/// <summary>The attributes of an object, and the rules between them.</summary>
/// <param name="Attributes">In the order in which the documentation shows them.</param>
/// <param name="Rules">What must hold between attributes; paths are relative to this object.</param>
public sealed record ObjectShape(ValueArray<AttributeDescription> Attributes, ValueArray<ObjectRule> Rules)
{
    /// <summary>A shape without rules.</summary>
    public static ObjectShape Of(params ReadOnlySpan<AttributeDescription> attributes) =>
        new(ValueArray.Create(attributes), ValueArray<ObjectRule>.Empty);

    /// <summary>This shape with more rules.</summary>
    public ObjectShape Where(params ReadOnlySpan<ObjectRule> rules) => this with { Rules = [.. Rules, .. rules] };

    /// <summary>This shape with the rule that an object which is given says something.</summary>
    /// <param name="reason">What an empty one would mean, for the reader.</param>
    public ObjectShape NeverEmpty(string reason) => Where(new ObjectRule.SaysSomething(reason));

    /// <summary>Finds an attribute by its name.</summary>
    public bool TryFind(string name, [NotNullWhen(true)] out AttributeDescription? attribute)
    {
        foreach (var candidate in Attributes)
        {
            if (candidate.Name != name) continue;
            attribute = candidate;
            return true;
        }

        attribute = null;
        return false;
    }
}
