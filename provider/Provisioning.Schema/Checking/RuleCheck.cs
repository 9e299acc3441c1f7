using Provisioning.Model.Configuration;
using Provisioning.Model.Diagnostics;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Documents;
using Provisioning.Schema.Values;

namespace Provisioning.Schema.Checking;

/// <summary>Checks what must hold between the attributes of one object; waits while a value that the rule needs is unknown.</summary>
internal static class RuleCheck
{
    public static void Check(ObjectRule rule, ObjectShape shape, Value value, AttributePath path, List<Diagnostic> errors) => errors.AddRange(rule.Match(
        atMostOne => AtMostOne(atMostOne.Paths, value, path),
        exactlyOne => ExactlyOne(exactlyOne, value, path),
        needs => Needs(needs, value, path),
        ordered => Ordered(ordered, value, path),
        something => SaysSomething(something, shape, value, path),
        holds => Document(holds, value, path),
        names => NamesKeys(names, value, path)));

    private static IEnumerable<Diagnostic> AtMostOne(IEnumerable<AttributePath> paths, Value value, AttributePath path)
    {
        var given = paths.Where(each => !value.At(each).IsNull).ToList();
        return given.Count > 1 && !given.Any(each => value.At(each).IsUnknown)
            ? [ConfigurationDiagnostics.Contradict(path.Then(given[0]), given.Select(path.Then))]
            : [];
    }

    private static IEnumerable<Diagnostic> ExactlyOne(ObjectRule.ExactlyOne rule, Value value, AttributePath path) =>
        rule.Paths.All(each => value.At(each).IsNull)
            ? [ConfigurationDiagnostics.NeedsOneOf(path, rule.Paths.Select(path.Then), "One of them is needed, and none is given.")]
            : AtMostOne(rule.Paths, value, path);

    private static IEnumerable<Diagnostic> Needs(ObjectRule.Needs rule, Value value, AttributePath path)
    {
        var given = value.At(rule.Given);
        if (given.IsNull || given.IsUnknown || (rule.Equal is not null && given.AsText() != rule.Equal)) return [];
        return rule.AnyOf.All(each => value.At(each).IsNull)
            ? [ConfigurationDiagnostics.NeedsOneOf(path.Then(rule.Given), rule.AnyOf.Select(path.Then), rule.Reason)]
            : [];
    }

    private static IEnumerable<Diagnostic> Ordered(ObjectRule.Ordered rule, Value value, AttributePath path) =>
        value.At(rule.Least).AsInt64() is { } least && value.At(rule.Most).AsInt64() is { } most && least > most
            ? [ConfigurationDiagnostics.IsTheWrongWayRound(path.Then(rule.Least), least, path.Then(rule.Most), most)]
            : [];

    // An object with a name that it does not have is reported for that; Terraform drops such names before the provider sees them.
    private static IEnumerable<Diagnostic> SaysSomething(ObjectRule.SaysSomething rule, ObjectShape shape, Value value, AttributePath path) =>
        value.AsMembers().All(member => member.Value.IsNull)
            ? [ConfigurationDiagnostics.IsEmpty(path, shape.Attributes.Where(each => each.IsWritable).Select(each => each.Name), rule.Reason)]
            : [];

    private static IEnumerable<Diagnostic> NamesKeys(ObjectRule.NamesKeys rule, Value value, AttributePath path)
    {
        if (rule.Among.Any(map => value.Member(map) is not (Value.Map or Value.Nothing))) return [];
        var known = rule.Among.SelectMany(map => value.Member(map).AsMembers()).Select(member => member.Key).ToList();
        return from entry in value.Member(rule.Map).AsMembers()
               let at = path.Attribute(rule.Map).Key(entry.Key).Attribute(rule.Member)
               from named in Named(entry.Value.Member(rule.Member), at)
               where !known.Contains(named.Text, StringComparer.Ordinal)
               select ConfigurationDiagnostics.IsNotOneOf(named.At, named.Text, known);
    }

    private static IEnumerable<(string Text, AttributePath At)> Named(Value value, AttributePath path) => value.AsText() is { } one
        ? [(one, path)]
        : value.AsItems().Select((item, index) => (Text: item.AsText(), At: path.Index(index))).Where(item => item.Text is not null).Select(item => (item.Text!, item.At));

    private static IEnumerable<Diagnostic> Document(ObjectRule.HoldsDocument rule, Value value, AttributePath path)
    {
        if (value.Member(DocumentReference.IdName).AsText() is not { } id) return [];
        if (value.Member(DocumentReference.DocumentName).AsText() is not { } text) return [];
        if (!ResourceSchemas.TryFind(rule.TypeName, out var description))
            throw new InvalidOperationException($"A rule names {rule.TypeName}, which has no description.");
        return CanonicalDocument.Parse(description, id, text, path).Match(_ => Enumerable.Empty<Diagnostic>(), failure => failure.Errors);
    }
}
