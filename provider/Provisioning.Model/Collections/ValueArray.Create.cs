using System.Collections.Immutable;

namespace Provisioning.Model.Collections;

/// <summary>Makes <see cref="ValueArray{T}"/>s.</summary>
public static class ValueArray
{
    /// <summary>Makes a list of the given items; also what a collection expression calls.</summary>
    public static ValueArray<T> Create<T>(ReadOnlySpan<T> items) => new(ImmutableArray.Create(items));

    /// <summary>Copies a sequence.</summary>
    public static ValueArray<T> ToValueArray<T>(this IEnumerable<T> items) => new(items.ToImmutableArray());
}
