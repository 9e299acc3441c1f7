using System.Diagnostics;

namespace Provisioning.Model.Diagnostics;

/// <summary>One step of an <see cref="AttributePath"/>.</summary>
public abstract record PathStep
{
    private PathStep()
    {
    }

    /// <summary>Calls the function of the case at hand.</summary>
    public T Match<T>(Func<Attribute, T> attribute, Func<Key, T> key, Func<Index, T> index) => this switch
    {
        Attribute a => attribute(a),
        Key k => key(k),
        Index i => index(i),
        _ => throw new UnreachableException(),
    };

    /// <summary>Into an attribute of an object.</summary>
    public sealed record Attribute(string Name) : PathStep;

    /// <summary>Into the value under a key of a map.</summary>
    public sealed record Key(string Text) : PathStep;

    /// <summary>Into an item of a list, counted from 0.</summary>
    public sealed record Index(int Position) : PathStep;
}
