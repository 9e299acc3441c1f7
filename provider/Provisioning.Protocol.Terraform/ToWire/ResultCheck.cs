using Provisioning.Model.Collections;
using Provisioning.Model.Configuration;
using Provisioning.Model.Diagnostics;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.ToWire;

/// <summary>
/// What an apply, read or import may return: nothing unknown, and after an apply every planned value that was known. Core would taint the
/// object otherwise, and a tainted machine is one that the next apply replaces.
/// </summary>
internal static class ResultCheck
{
    /// <summary>All breaches in a state that was read or imported.</summary>
    public static ValueArray<Diagnostic> OfState(ObjectShape shape, Value state) => Described(Known(shape, state));

    /// <summary>All breaches in the result of an apply.</summary>
    public static ValueArray<Diagnostic> OfApply(ObjectShape shape, Value planned, Value state)
    {
        var unfit = Known(shape, state).ToList();
        return Described(unfit.Count > 0 ? unfit : Object(shape, planned, state, AttributePath.Root));
    }

    private static ValueArray<Diagnostic> Described(IEnumerable<(AttributePath Path, string Fault)> faults) =>
        faults.Select(fault => DoorDiagnostics.ResultAgainstPlan(fault.Path, fault.Fault)).ToValueArray();

    private static IEnumerable<(AttributePath Path, string Fault)> Known(ObjectShape shape, Value state)
    {
        var misfits = ShapeCheck.Faults(shape, state, AttributePath.Root).ToList();
        if (misfits.Count > 0 || state.IsWhollyKnown) return misfits;
        var unknown = shape.Attributes.Where(attribute => !state.Member(attribute.Name).IsWhollyKnown).ToList();
        return unknown.Count == 0
            ? [(AttributePath.Root, "It is still unknown.")]
            : unknown.Select(attribute => (AttributePath.Of(attribute.Name), "It is still unknown."));
    }

    private static IEnumerable<(AttributePath Path, string Fault)> Object(ObjectShape shape, Value planned, Value actual, AttributePath path)
    {
        if (planned.IsUnknown) return [];
        if (planned.IsNull != actual.IsNull) return [(path, planned.IsNull ? "It was planned to be absent." : "It was planned to be there.")];
        return shape.Attributes.SelectMany(attribute =>
            Any(attribute.Type, planned.Member(attribute.Name), actual.Member(attribute.Name), path.Attribute(attribute.Name)));
    }

    private static IEnumerable<(AttributePath Path, string Fault)> Any(AttributeType type, Value planned, Value actual, AttributePath path)
    {
        if (planned.IsUnknown) return [];
        if (planned.IsNull || actual.IsNull) return planned.IsNull && actual.IsNull ? [] : [(path, "It was planned to be something else.")];
        return type switch
        {
            AttributeType.ListType list => Items(list.Item, planned, actual, path),
            AttributeType.SetType set => Set(set.Item, planned, actual, path),
            AttributeType.MapType map => Members(map.Item, planned, actual, path),
            AttributeType.NestedType { Nesting: Nesting.Single } single => Object(single.Shape, planned, actual, path),
            AttributeType.NestedType { Nesting: Nesting.Map } objects => Members(AttributeType.Object(objects.Shape), planned, actual, path),
            AttributeType.NestedType { Nesting: Nesting.Set } objects => Set(AttributeType.Object(objects.Shape), planned, actual, path),
            AttributeType.NestedType objects => Items(AttributeType.Object(objects.Shape), planned, actual, path),
            _ => planned == actual ? [] : [(path, "It was planned to be something else.")],
        };
    }

    private static IEnumerable<(AttributePath Path, string Fault)> Items(AttributeType item, Value planned, Value actual, AttributePath path)
    {
        var wanted = planned.AsItems().ToList();
        var items = actual.AsItems().ToList();
        return wanted.Count == items.Count
            ? wanted.SelectMany((each, index) => Any(item, each, items[index], path.Index(index)))
            : [(path, "It was planned to have another number of items.")];
    }

    private static IEnumerable<(AttributePath Path, string Fault)> Members(AttributeType item, Value planned, Value actual, AttributePath path)
    {
        var wanted = planned.AsMembers().ToDictionary(StringComparer.Ordinal);
        var members = actual.AsMembers().ToDictionary(StringComparer.Ordinal);
        return wanted.Keys.Union(members.Keys, StringComparer.Ordinal).SelectMany(key =>
            wanted.TryGetValue(key, out var one) && members.TryGetValue(key, out var other)
                ? Any(item, one, other, path.Key(key))
                : [(path.Key(key), wanted.ContainsKey(key) ? "It was planned to be there." : "It was planned to be absent.")]);
    }

    private static IEnumerable<(AttributePath Path, string Fault)> Set(AttributeType item, Value planned, Value actual, AttributePath path)
    {
        var wanted = planned.AsItems().ToList();
        var items = actual.AsItems().ToList();
        var agree = items.Count <= wanted.Count
            && wanted.All(each => items.Any(candidate => !Any(item, each, candidate, path).Any()))
            && items.All(each => wanted.Any(candidate => !Any(item, candidate, each, path).Any()));
        return agree ? [] : [(path, "It was planned to have other items.")];
    }
}
