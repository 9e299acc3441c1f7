using Provisioning.Model.Collections;
using Provisioning.Model.Configuration;
using Provisioning.Model.Diagnostics;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Values;

namespace Provisioning.Schema.Checking;

/// <summary>
/// Compares what a user wrote with the description: presence, types, constraints, rules. Everything wrong is reported, not the first alone;
/// what is unknown is passed over. It asks nobody: no engine, no machine.
/// </summary>
public static class ConfigurationCheck
{
    /// <summary>All errors of a resource's configuration.</summary>
    public static ValueArray<Diagnostic> Of(ResourceDescription description, Value config) => Of(description.Shape, config, AttributePath.Root);

    /// <summary>All errors of an object, with paths that begin with the given one.</summary>
    public static ValueArray<Diagnostic> Of(ObjectShape shape, Value config, AttributePath path)
    {
        var errors = new List<Diagnostic>();
        CheckObject(shape, config, path, errors);
        return errors.ToValueArray();
    }

    private static void CheckObject(ObjectShape shape, Value value, AttributePath path, List<Diagnostic> errors)
    {
        if (value.IsUnknown) return;
        if (value is not Value.Map map)
        {
            errors.Add(ConfigurationDiagnostics.HasWrongType(path, "an object", ValueWords.KindOf(value)));
            return;
        }

        foreach (var name in map.Members.Keys.Where(name => !shape.TryFind(name, out _)))
        {
            var known = shape.Attributes.Where(attribute => attribute.IsWritable).Select(attribute => attribute.Name);
            errors.Add(ConfigurationDiagnostics.IsUnknown(path.Attribute(name), known));
        }

        foreach (var attribute in shape.Attributes) CheckAttribute(attribute, map.Member(attribute.Name), path.Attribute(attribute.Name), errors);

        // A value that is wrong by itself is told of once.
        var broken = new List<Diagnostic>();
        foreach (var rule in shape.Rules) RuleCheck.Check(rule, shape, value, path, broken);
        var wrong = errors.Select(error => error.Path).OfType<AttributePath>().Where(at => at.Steps.Count > path.Steps.Count).ToList();
        errors.AddRange(broken.Where(late => late.Path is not { } there || !wrong.Exists(at => at.IsAtOrAbove(there))));
    }

    private static void CheckAttribute(AttributeDescription attribute, Value value, AttributePath path, List<Diagnostic> errors)
    {
        if (value.IsNull)
        {
            if (attribute.Presence == Presence.Required) errors.Add(ConfigurationDiagnostics.IsMissing(path));
            return;
        }

        if (!attribute.IsWritable)
        {
            errors.Add(ConfigurationDiagnostics.IsReadOnly(path));
            return;
        }

        if (attribute.Refused.Length > 0) errors.Add(ConfigurationDiagnostics.IsRefused(path, attribute.Refused));
        CheckValue(attribute, attribute.Type, value, path, errors);
    }

    private static void CheckValue(AttributeDescription attribute, AttributeType type, Value value, AttributePath path, List<Diagnostic> errors)
    {
        if (value.IsUnknown) return;
        var fits = type switch
        {
            AttributeType.TextType => value is Value.Text,
            AttributeType.NumberType => value is Value.Number,
            AttributeType.FlagType => value is Value.Flag,
            AttributeType.MapType or AttributeType.NestedType { Nesting: Nesting.Single or Nesting.Map } => value is Value.Map,
            _ => value is Value.List,
        };
        if (!fits)
        {
            errors.Add(ConfigurationDiagnostics.HasWrongType(path, ValueWords.Wanted(type), ValueWords.KindOf(value)));
            return;
        }

        if (value is Value.Text { Content: var text } && text.Any(IsUnprintable))
        {
            errors.Add(ConfigurationDiagnostics.IsMalformed(path, "a text without control characters", text));
            return;
        }

        foreach (var constraint in attribute.Constraints) ConstraintCheck.Check(constraint, value, path, errors);
        CheckParts(attribute, type, value, path, errors);
    }

    // No name, path, URL or user data has them; a NUL would end a path in the middle.
    private static bool IsUnprintable(char character) => char.IsControl(character) && character is not ('\t' or '\n' or '\r');

    private static void CheckParts(AttributeDescription attribute, AttributeType type, Value value, AttributePath path, List<Diagnostic> errors)
    {
        switch (type)
        {
            case AttributeType.NestedType { Nesting: Nesting.Single } single:
                CheckObject(single.Shape, value, path, errors);
                break;
            case AttributeType.NestedType nested:
                foreach (var (part, at) in PartsOf(value, path, errors)) CheckObject(nested.Shape, part, at, errors);
                break;
            case AttributeType.ListType list:
                foreach (var (part, at) in PartsOf(value, path, errors)) CheckValue(attribute, list.Item, part, at, errors);
                break;
            case AttributeType.SetType set:
                foreach (var (part, at) in PartsOf(value, path, errors)) CheckValue(attribute, set.Item, part, at, errors);
                break;
            case AttributeType.MapType map:
                foreach (var (part, at) in PartsOf(value, path, errors)) CheckValue(attribute, map.Item, part, at, errors);
                break;
            default:
                break;
        }
    }

    // The parts that are there; a null one is reported here and not looked at further.
    private static List<(Value Part, AttributePath At)> PartsOf(Value value, AttributePath path, List<Diagnostic> errors)
    {
        var parts = value is Value.Map
            ? value.AsMembers().Select(member => (Part: member.Value, At: path.Key(member.Key)))
            : value.AsItems().Select((item, index) => (Part: item, At: path.Index(index)));
        var all = parts.ToList();
        errors.AddRange(all.Where(part => part.Part.IsNull).Select(part => ConfigurationDiagnostics.HoldsNull(part.At)));
        return [.. all.Where(part => !part.Part.IsNull)];
    }
}
