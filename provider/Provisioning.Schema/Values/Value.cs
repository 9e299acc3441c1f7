using System.Diagnostics;
using Provisioning.Model.Collections;

namespace Provisioning.Schema.Values;

/// <summary>
/// A value as every door and the engine see it: unknown-aware, with exact numbers, without wire form. What Terraform calls list, set and
/// tuple is a <see cref="List"/>; what it calls map and object is a <see cref="Map"/>; the type in the schema tells them apart.
/// </summary>
public abstract record Value
{
    private Value()
    {
    }

    /// <summary>Calls the function of the case at hand.</summary>
    public T Match<T>(
        Func<T> nothing,
        Func<T> unknown,
        Func<string, T> text,
        Func<ExactNumber, T> number,
        Func<bool, T> flag,
        Func<ValueArray<Value>, T> list,
        Func<ValueMap<string, Value>, T> map) => this switch
        {
            Nothing => nothing(),
            NotKnown => unknown(),
            Text t => text(t.Content),
            Number n => number(n.Content),
            Flag f => flag(f.Content),
            List l => list(l.Items),
            Map m => map(m.Members),
            _ => throw new UnreachableException(),
        };

    /// <summary>No value: null.</summary>
    public static Value Null { get; } = new Nothing();

    /// <summary>A value that is not known yet (Terraform: "known after apply").</summary>
    public static Value Unknown { get; } = new NotKnown();

    /// <summary>Whether this is null.</summary>
    public bool IsNull => this is Nothing;

    /// <summary>Whether this itself is unknown; a list or map may still hold unknowns.</summary>
    public bool IsUnknown => this is NotKnown;

    /// <summary>Whether no unknown is anywhere in this value.</summary>
    public bool IsWhollyKnown => this switch
    {
        NotKnown => false,
        List list => list.Items.All(item => item.IsWhollyKnown),
        Map map => map.Members.Values.All(member => member.IsWhollyKnown),
        _ => true,
    };

    /// <summary>A text, or null for null.</summary>
    public static Value Of(string? text) => text is null ? Null : new Text(text);

    /// <summary>A flag, or null for null.</summary>
    public static Value Of(bool? flag) => flag is { } known ? new Flag(known) : Null;

    /// <summary>A whole number, or null for null.</summary>
    public static Value Of(long? number) => number is { } known ? new Number(ExactNumber.Of(known)) : Null;

    /// <summary>A list of the given items.</summary>
    public static Value Of(IEnumerable<Value> items) => new List(items.ToValueArray());

    /// <summary>A map or object of the given members.</summary>
    public static Value Of(IEnumerable<KeyValuePair<string, Value>> members) => new Map(ValueMap<string, Value>.From(members));

    /// <summary>The case of null.</summary>
    public sealed record Nothing : Value;

    /// <summary>The case of unknown.</summary>
    public sealed record NotKnown : Value;

    /// <summary>A text.</summary>
    public sealed record Text(string Content) : Value;

    /// <summary>A number.</summary>
    public sealed record Number(ExactNumber Content) : Value;

    /// <summary>A boolean.</summary>
    public sealed record Flag(bool Content) : Value;

    /// <summary>A list, a set (then in the order it came) or a tuple.</summary>
    public sealed record List(ValueArray<Value> Items) : Value;

    /// <summary>A map, or an object with every declared attribute present.</summary>
    public sealed record Map(ValueMap<string, Value> Members) : Value;
}
