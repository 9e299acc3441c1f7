using System.Diagnostics;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Schema.Descriptions;

/// <summary>What must hold between the attributes of one object. Each rule waits while a value that it needs is unknown.</summary>
public abstract record ObjectRule
{
    private ObjectRule()
    {
    }

    /// <summary>Calls the function of the case at hand.</summary>
    public T Match<T>(
        Func<AtMostOne, T> atMostOne,
        Func<ExactlyOne, T> exactlyOne,
        Func<Needs, T> needs,
        Func<Ordered, T> ordered,
        Func<SaysSomething, T> saysSomething,
        Func<HoldsDocument, T> holdsDocument,
        Func<NamesKeys, T> namesKeys) => this switch
        {
            AtMostOne rule => atMostOne(rule),
            ExactlyOne rule => exactlyOne(rule),
            Needs rule => needs(rule),
            Ordered rule => ordered(rule),
            SaysSomething rule => saysSomething(rule),
            HoldsDocument rule => holdsDocument(rule),
            NamesKeys rule => namesKeys(rule),
            _ => throw new UnreachableException(),
        };

    /// <summary>Two of these together contradict each other.</summary>
    public sealed record AtMostOne(ValueArray<AttributePath> Paths) : ObjectRule;

    /// <summary>One of these must be given, and only one.</summary>
    public sealed record ExactlyOne(ValueArray<AttributePath> Paths) : ObjectRule;

    /// <summary>Where <paramref name="Given"/> is set (and, with <paramref name="Equal"/>, has this text), one of <paramref name="AnyOf"/> must be, too.</summary>
    /// <param name="Given">The attribute that asks for a companion.</param>
    /// <param name="Equal">Only with this text; null: whenever it is set.</param>
    /// <param name="AnyOf">The companions.</param>
    /// <param name="Reason">Why, for the reader.</param>
    public sealed record Needs(AttributePath Given, string? Equal, ValueArray<AttributePath> AnyOf, string Reason) : ObjectRule;

    /// <summary>The number at <paramref name="Least"/> is not greater than the one at <paramref name="Most"/>, where both are given.</summary>
    public sealed record Ordered(AttributePath Least, AttributePath Most) : ObjectRule;

    /// <summary>
    /// Where this object is given, one of its attributes is, too. Terraform drops a name that the object does not have without a word, so an
    /// object in which nothing is left is a misspelt one, or one that its author believes to do something.
    /// </summary>
    /// <param name="Reason">What an empty one would mean, for the reader.</param>
    public sealed record SaysSomething(string Reason) : ObjectRule;

    /// <summary>This object is a reference, <c>{ id, document }</c>, to a document of a kind.</summary>
    /// <param name="TypeName">The type of the document's resource, e.g. <c>baremetal_bios_profile</c>.</param>
    public sealed record HoldsDocument(string TypeName) : ObjectRule;

    /// <summary>In each object of a map a member, a text or a list of texts, names keys of other maps of this object.</summary>
    /// <param name="Map">The map.</param>
    /// <param name="Member">The member of its objects.</param>
    /// <param name="Among">The maps whose keys may be named.</param>
    public sealed record NamesKeys(string Map, string Member, ValueArray<string> Among) : ObjectRule;
}
