using System.Diagnostics;

namespace Provisioning.Schema.Descriptions;

/// <summary>The type of an attribute's value, in words that every door can translate.</summary>
public abstract record AttributeType
{
    private AttributeType()
    {
    }

    /// <summary>A text.</summary>
    public static AttributeType Text { get; } = new TextType();

    /// <summary>A number of any size, exact.</summary>
    public static AttributeType Number { get; } = new NumberType();

    /// <summary>True or false.</summary>
    public static AttributeType Flag { get; } = new FlagType();

    /// <summary>A list of texts, the common list.</summary>
    public static AttributeType Texts { get; } = new ListType(Text);

    /// <summary>A map of texts, the common map.</summary>
    public static AttributeType TextMap { get; } = new MapType(Text);

    /// <summary>One nested object.</summary>
    public static AttributeType Object(ObjectShape shape) => new NestedType(Nesting.Single, shape);

    /// <summary>Nested objects in a list, a set or a map.</summary>
    public static AttributeType Objects(Nesting nesting, ObjectShape shape) => new NestedType(nesting, shape);

    /// <summary>Calls the function of the case at hand.</summary>
    public T Match<T>(
        Func<T> text,
        Func<T> number,
        Func<T> flag,
        Func<AttributeType, T> list,
        Func<AttributeType, T> set,
        Func<AttributeType, T> map,
        Func<NestedType, T> nested) => this switch
        {
            TextType => text(),
            NumberType => number(),
            FlagType => flag(),
            ListType l => list(l.Item),
            SetType s => set(s.Item),
            MapType m => map(m.Item),
            NestedType n => nested(n),
            _ => throw new UnreachableException(),
        };

    /// <summary>The type of texts.</summary>
    public sealed record TextType : AttributeType;

    /// <summary>The type of numbers.</summary>
    public sealed record NumberType : AttributeType;

    /// <summary>The type of flags.</summary>
    public sealed record FlagType : AttributeType;

    /// <summary>Values of one type in an order.</summary>
    public sealed record ListType(AttributeType Item) : AttributeType;

    /// <summary>Values of one type without order or repetition.</summary>
    public sealed record SetType(AttributeType Item) : AttributeType;

    /// <summary>Values of one type under names.</summary>
    public sealed record MapType(AttributeType Item) : AttributeType;

    /// <summary>Objects with attributes of their own, each with its own presence.</summary>
    public sealed record NestedType(Nesting Nesting, ObjectShape Shape) : AttributeType;
}
