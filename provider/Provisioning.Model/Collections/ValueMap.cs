using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Provisioning.Model.Collections;

/// <summary>
/// An immutable map that is equal to another when both hold equal values under equal keys. Keys are kept in order, so that
/// everything that is made from a map (text, digests, plans) comes out the same each time.
/// </summary>
/// <typeparam name="TKey">The type of the keys. Strings are ordered by ordinal.</typeparam>
/// <typeparam name="TValue">The type of the values; it must have value equality itself.</typeparam>
public sealed class ValueMap<TKey, TValue> : IReadOnlyDictionary<TKey, TValue>, IEquatable<ValueMap<TKey, TValue>>
    where TKey : notnull
{
    private static readonly IComparer<TKey> KeyOrder =
        typeof(TKey) == typeof(string) ? (IComparer<TKey>)(object)StringComparer.Ordinal : Comparer<TKey>.Default;

    private readonly ImmutableSortedDictionary<TKey, TValue> _entries;

    private ValueMap(ImmutableSortedDictionary<TKey, TValue> entries) => _entries = entries;

    /// <summary>The map without entries.</summary>
    public static ValueMap<TKey, TValue> Empty { get; } = new(ImmutableSortedDictionary.Create<TKey, TValue>(KeyOrder));

    /// <inheritdoc/>
    public int Count => _entries.Count;

    /// <summary>Whether there is no entry.</summary>
    public bool IsEmpty => _entries.IsEmpty;

    /// <inheritdoc/>
    public IEnumerable<TKey> Keys => _entries.Keys;

    /// <inheritdoc/>
    public IEnumerable<TValue> Values => _entries.Values;

    /// <inheritdoc/>
    public TValue this[TKey key] => _entries[key];

    /// <summary>Copies entries; a key that comes twice is an error of the caller.</summary>
    /// <exception cref="ArgumentException">A key came twice with different values.</exception>
    public static ValueMap<TKey, TValue> From(IEnumerable<KeyValuePair<TKey, TValue>> entries) => new(Empty._entries.AddRange(entries));

    /// <summary>This map with one entry set.</summary>
    public ValueMap<TKey, TValue> Set(TKey key, TValue value) => new(_entries.SetItem(key, value));

    /// <summary>This map without one key.</summary>
    public ValueMap<TKey, TValue> Remove(TKey key) => new(_entries.Remove(key));

    /// <inheritdoc/>
    public bool ContainsKey(TKey key) => _entries.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => _entries.TryGetValue(key, out value);

    /// <inheritdoc/>
    public bool Equals(ValueMap<TKey, TValue>? other) =>
        other is not null && (ReferenceEquals(this, other) || (Count == other.Count && _entries.SequenceEqual(other._entries)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueMap<TKey, TValue>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var (key, value) in _entries)
        {
            hash.Add(key);
            hash.Add(value);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => "{" + string.Join(", ", _entries.Select(entry => $"{entry.Key} = {entry.Value}")) + "}";

    /// <summary>Whether two maps hold the same.</summary>
    public static bool operator ==(ValueMap<TKey, TValue>? left, ValueMap<TKey, TValue>? right) =>
        left is null ? right is null : left.Equals(right);

    /// <summary>Whether two maps differ.</summary>
    public static bool operator !=(ValueMap<TKey, TValue>? left, ValueMap<TKey, TValue>? right) => !(left == right);
}
