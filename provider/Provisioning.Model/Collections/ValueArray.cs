using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Provisioning.Model.Collections;

/// <summary>
/// An immutable list that is equal to another when their items are equal, in order. The default value is the empty list.
/// </summary>
/// <remarks>Records that hold an <see cref="ImmutableArray{T}"/> compare it by reference, and a planner built on that
/// plans changes for ever; so desired and observed records hold this instead.</remarks>
/// <typeparam name="T">The type of the items; it must have value equality itself.</typeparam>
[CollectionBuilder(typeof(ValueArray), nameof(ValueArray.Create))]
public readonly struct ValueArray<T> : IReadOnlyList<T>, IEquatable<ValueArray<T>>
{
    private readonly ImmutableArray<T> _items;

    internal ValueArray(ImmutableArray<T> items) => _items = items;

    /// <summary>The list without items.</summary>
    public static ValueArray<T> Empty => default;

    /// <summary>The number of items.</summary>
    public int Count => _items.IsDefault ? 0 : _items.Length;

    /// <summary>Whether there is no item.</summary>
    public bool IsEmpty => Count == 0;

    /// <inheritdoc/>
    public T this[int index] => Items[index];

    private ImmutableArray<T> Items => _items.IsDefault ? ImmutableArray<T>.Empty : _items;

    /// <summary>Reads the items without copying.</summary>
    public ReadOnlySpan<T> AsSpan() => Items.AsSpan();

    /// <summary>This list with one item more at its end.</summary>
    public ValueArray<T> Add(T item) => new(Items.Add(item));

    /// <summary>This list followed by the items of another.</summary>
    public ValueArray<T> AddRange(IEnumerable<T> items) => new(Items.AddRange(items));

    /// <inheritdoc/>
    public bool Equals(ValueArray<T> other) => AsSpan().SequenceEqual(other.AsSpan(), EqualityComparer<T>.Default);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ValueArray<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in AsSpan()) hash.Add(item);
        return hash.ToHashCode();
    }

    /// <summary>Enumerates without allocating.</summary>
    public ImmutableArray<T>.Enumerator GetEnumerator() => Items.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)Items).GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => "[" + string.Join(", ", this) + "]";

    /// <summary>Whether two lists hold equal items in the same order.</summary>
    public static bool operator ==(ValueArray<T> left, ValueArray<T> right) => left.Equals(right);

    /// <summary>Whether two lists differ.</summary>
    public static bool operator !=(ValueArray<T> left, ValueArray<T> right) => !left.Equals(right);
}
