using System.Diagnostics;
using System.Text.RegularExpressions;
using Provisioning.Model.Collections;

namespace Provisioning.Schema.Descriptions;

/// <summary>
/// What a value must be beyond its type. On a list, set or map of plain values every constraint but <see cref="Count"/>,
/// <see cref="Distinct"/> and <see cref="Keys"/> is about the items.
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
        Func<PathBelow, T> pathBelow,
        Func<T> address,
        Func<T> host,
        Func<T> duration,
        Func<T> distinct,
        Func<Keys, T> keys,
        Func<T> cidr,
        Func<T> route) => this switch
        {
            OneOf c => oneOf(c),
            Range c => range(c),
            Length c => length(c),
            Count c => count(c),
            Pattern c => pattern(c),
            Url c => url(c),
            PathBelow c => pathBelow(c),
            Address => address(),
            Host => host(),
            Duration => duration(),
            Distinct => distinct(),
            Keys c => keys(c),
            Cidr => cidr(),
            Route => route(),
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

    /// <summary>The path of a setting below one of the roots, or with <c>*</c> at its end all that begin so.</summary>
    public sealed record PathBelow(ValueArray<string> Roots) : ValueConstraint
    {
        /// <summary>A path below one of the given roots.</summary>
        public static PathBelow Of(params ReadOnlySpan<string> roots) => new(ValueArray.Create(roots));
    }

    /// <summary>A machine's name or IP address, without a port.</summary>
    public sealed record Host : ValueConstraint;

    /// <summary>Items of which no two are the same, letter case aside.</summary>
    public sealed record Distinct : ValueConstraint;

    /// <summary>Keys of a map, each of which matches.</summary>
    public sealed record Keys(Pattern Each) : ValueConstraint;

    /// <summary>An IP address with its prefix length: <c>10.0.0.5/24</c>.</summary>
    public sealed record Cidr : ValueConstraint;

    /// <summary>Where a route leads: a network with its prefix length, or <c>default</c>.</summary>
    public sealed record Route : ValueConstraint;
}
