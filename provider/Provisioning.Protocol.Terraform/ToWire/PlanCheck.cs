using Provisioning.Model.Collections;
using Provisioning.Model.Configuration;
using Provisioning.Model.Diagnostics;
using Provisioning.Protocol.Terraform.Values;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.ToWire;

/// <summary>
/// What a plan may hold, by the rules that core applies to it: what the user wrote; or what was there before, where both are something;
/// or anything in a computed place that the user left empty. Found here, a breach is a coded diagnostic that names the attribute; found by
/// core, it is an "invalid plan" that names nobody's next step.
/// </summary>
internal static class PlanCheck
{
    /// <summary>All breaches in a plan; write-only places are expected to be null already.</summary>
    public static ValueArray<Diagnostic> Of(ObjectShape shape, Value prior, Value config, Value planned)
    {
        var misfits = ShapeCheck.Faults(shape, planned, AttributePath.Root).ToList();
        var faults = misfits.Count > 0 ? misfits : [.. Whole(shape, prior, config, planned, AttributePath.Root)];
        return faults.Select(fault => DoorDiagnostics.PlannedAgainstRules(fault.Path, fault.Fault)).ToValueArray();
    }

    private static IEnumerable<(AttributePath Path, string Fault)> Whole(
        ObjectShape shape, Value prior, Value config, Value planned, AttributePath path)
    {
        if (planned.IsUnknown && !config.IsNull) return [(path, "It is planned as unknown although it is configured.")];
        if (planned.IsNull != config.IsNull)
            return [(path, planned.IsNull ? "It is planned to be absent although it is configured." : "It is planned to be there although it is not configured.")];
        return planned.IsNull
            ? []
            : shape.Attributes.SelectMany(attribute => One(
                attribute, prior.Member(attribute.Name), config.Member(attribute.Name), planned.Member(attribute.Name), path.Attribute(attribute.Name)));
    }

    private static IEnumerable<(AttributePath Path, string Fault)> One(
        AttributeDescription attribute, Value prior, Value config, Value planned, AttributePath path)
    {
        if (ValueComparison.Same(attribute.Type, planned, config)) return [];
        if (!prior.IsNull && !config.IsNull && ValueComparison.Same(attribute.Type, planned, prior)) return [];
        if (attribute.WriteOnly) return planned.IsNull ? [] : [(path, "It is write-only and planned to have a value.")];
        if (attribute.Presence == Presence.Computed || (config.IsNull && attribute.IsComputed)) return [];
        if (config.IsNull) return [(path, "It is planned to have a value, although it is neither configured nor computed.")];
        return attribute.Type is AttributeType.NestedType nested && !config.IsUnknown
            ? Nested(nested, prior, config, planned, path)
            : [(path, "It is planned to be neither what is configured nor what was there before.")];
    }

    private static IEnumerable<(AttributePath Path, string Fault)> Nested(
        AttributeType.NestedType nested, Value prior, Value config, Value planned, AttributePath path)
    {
        if (nested.Nesting == Nesting.Single || planned.IsNull || planned.IsUnknown) return Whole(nested.Shape, prior, config, planned, path);
        if (nested.Nesting == Nesting.Map) return Members(nested.Shape, prior, config, planned, path);
        var wanted = config.AsItems().ToList();
        var items = planned.AsItems().ToList();
        if (nested.Nesting == Nesting.Set)
            return items.Count <= wanted.Count ? [] : [(path, "It is planned to have more items than are configured.")];
        if (items.Count != wanted.Count) return [(path, "It is planned to have another number of items than are configured.")];
        var before = prior.AsItems().ToList();
        return items.SelectMany((item, index) => Whole(
            nested.Shape, index < before.Count ? before[index] : Value.Null, wanted[index], item, path.Index(index)));
    }

    private static IEnumerable<(AttributePath Path, string Fault)> Members(
        ObjectShape shape, Value prior, Value config, Value planned, AttributePath path)
    {
        var keys = config.AsMembers().Select(member => member.Key).Union(planned.AsMembers().Select(member => member.Key), StringComparer.Ordinal);
        return keys.SelectMany(key => Whole(shape, prior.Member(key), config.Member(key), planned.Member(key), path.Key(key)));
    }
}
