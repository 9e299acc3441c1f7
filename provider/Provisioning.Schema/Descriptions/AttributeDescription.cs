using Provisioning.Model.Collections;
using Provisioning.Schema.Values;

namespace Provisioning.Schema.Descriptions;

/// <summary>Everything that doors, documentation and checks know about one attribute.</summary>
public sealed record AttributeDescription
{
    /// <summary>The name in <c>snake_case</c>; other doors spell it in their own way.</summary>
    public required string Name { get; init; }

    /// <summary>The type.</summary>
    public required AttributeType Type { get; init; }

    /// <summary>Who gives the value.</summary>
    public required Presence Presence { get; init; }

    /// <summary>What it means, for the reader of the documentation; one paragraph.</summary>
    public required string Documentation { get; init; }

    /// <summary>What the engine takes where the user gives nothing; null where nothing is taken. State and plan keep null all the same.</summary>
    public Value? Default { get; init; }

    /// <summary>What the value must be beyond its type.</summary>
    public ValueArray<ValueConstraint> Constraints { get; init; }

    /// <summary>Whether doors hide the value from terminals.</summary>
    public bool Sensitive { get; init; }

    /// <summary>Whether the value goes to the engine and is kept nowhere: never in state or plan.</summary>
    public bool WriteOnly { get; init; }

    /// <summary>Whether the value decides the result, and so counts in a document's digest. A name and a URL beside a digest do not.</summary>
    public bool DecidesResult { get; init; } = true;

    /// <summary>Why this version refuses any value here, although the name and the form are settled; empty where it does not. What would be left
    /// undone is refused, never ignored.</summary>
    public string Refused { get; init; } = "";

    /// <summary>For computed attributes: when a plan already knows the value.</summary>
    public string KnownAtPlan { get; init; } = "";

    /// <summary>For computed attributes: what changes the value.</summary>
    public string ChangesWhen { get; init; } = "";

    /// <summary>For the provider's arguments: the environment variable that is read where the argument is not given.</summary>
    public string? Environment { get; init; }

    /// <summary>Whether the user may write it.</summary>
    public bool IsWritable => Presence != Presence.Computed;

    /// <summary>Whether the engine may fill it.</summary>
    public bool IsComputed => Presence is Presence.Computed or Presence.OptionalComputed;

    /// <summary>An attribute that the user must give.</summary>
    public static AttributeDescription Required(
        string name, AttributeType type, string documentation, params ReadOnlySpan<ValueConstraint> constraints) =>
        new() { Name = name, Type = type, Presence = Presence.Required, Documentation = documentation, Constraints = ValueArray.Create(constraints) };

    /// <summary>An attribute that the user may give.</summary>
    public static AttributeDescription Optional(
        string name, AttributeType type, string documentation, params ReadOnlySpan<ValueConstraint> constraints) =>
        new() { Name = name, Type = type, Presence = Presence.Optional, Documentation = documentation, Constraints = ValueArray.Create(constraints) };

    /// <summary>An attribute that the engine gives.</summary>
    public static AttributeDescription Computed(
        string name, AttributeType type, string documentation, string knownAtPlan, string changesWhen) => new()
        {
            Name = name,
            Type = type,
            Presence = Presence.Computed,
            Documentation = documentation,
            KnownAtPlan = knownAtPlan,
            ChangesWhen = changesWhen,
        };

    /// <summary>A computed attribute inside a computed object, whose row in the table is the object's.</summary>
    public static AttributeDescription Computed(string name, AttributeType type, string documentation) =>
        Computed(name, type, documentation, "", "");
}
