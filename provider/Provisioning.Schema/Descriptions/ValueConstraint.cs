using System.Diagnostics;
using System.Text.RegularExpressions;
using Provisioning.Model.Collections;

namespace Provisioning.Schema.Descriptions;

/// <summary>
/// What a value must be beyond its type. On a list, set or map of plain values every constraint but <see cref="Count"/> is about the items.
/// </summary>
public abstract record ValueConstraint
{
    private ValueConstraint()
    {
    }

    /// <summary>Calls the function of the case at hand.</summary>
    public T Match<T>(
        Func<OneOf, T> oneOf,
        Func<Range, T> range,
        Func<Length, T> length,
        Func<Count, T> count,
        Func<Pattern, T> pattern,
        Func<Url, T> url,
        Func<T> address,
        Func<T> duration) => this switch
        {
            OneOf c => oneOf(c),
            Range c => range(c),
            Length c => length(c),
            Count c => count(c),
            Pattern c => pattern(c),
            Url c => url(c),
            Address => address(),
            Duration => duration(),
            _ => throw new UnreachableException(),
        };

    /// <summary>One of the given texts.</summary>
    public sealed record OneOf(ValueArray<string> Texts) : ValueConstraint
    {
        /// <summary>One of the given texts.</summary>
        public static OneOf Of(params ReadOnlySpan<string> texts) => new(ValueArray.Create(texts));
    }

    /// <summary>A whole number within bounds, both included.</summary>
    public sealed record Range(long Least, long Most) : ValueConstraint;

    /// <summary>A text of so many characters (UTF-16 units).</summary>
    public sealed record Length(int Least, int Most) : ValueConstraint;

    /// <summary>So many items or entries.</summary>
    public sealed record Count(int Least, int Most) : ValueConstraint;

    /// <summary>A text that matches wholly.</summary>
    /// <param name="Expression">The expression, anchored at both ends.</param>
    /// <param name="Meaning">What it asks for, in words that follow "must be".</param>
    public sealed record Pattern(Regex Expression, string Meaning) : ValueConstraint
    {
        /// <summary>By the text of the expression; two <see cref="Regex"/> objects are never equal.</summary>
        public bool Equals(Pattern? other) =>
            other is not null && Expression.ToString() == other.Expression.ToString() && Meaning == other.Meaning;

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Expression.ToString(), Meaning);
    }

    /// <summary>An absolute URL without user information, of one of the given schemes.</summary>
    public sealed record Url(ValueArray<string> Schemes) : ValueConstraint
    {
        /// <summary>An absolute URL of one of the given schemes.</summary>
        public static Url Of(params ReadOnlySpan<string> schemes) => new(ValueArray.Create(schemes));
    }

    /// <summary>The address of a BMC: a name or an IP address, with a port if need be, or its base URL.</summary>
    public sealed record Address : ValueConstraint;

    /// <summary>A length of time: <c>90s</c>, <c>10m</c>, <c>1h30m</c>.</summary>
    public sealed record Duration : ValueConstraint;
}
