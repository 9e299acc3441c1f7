using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.Values;

/// <summary>Whether two values are the same to Terraform: sets without regard to order and repetition, absent members as null.</summary>
internal static class ValueComparison
{
    public static bool Same(AttributeType type, Value left, Value right)
    {
        if (ReferenceEquals(left, right)) return true;
        return type switch
        {
            AttributeType.ListType list => SameItems(list.Item, left, right),
            AttributeType.SetType set => SameSet(set.Item, left, right),
            AttributeType.MapType map => SameMembers(map.Item, left, right),
            AttributeType.NestedType { Nesting: Nesting.Single } single => SameObject(single.Shape, left, right),
            AttributeType.NestedType { Nesting: Nesting.Map } objects => SameMembers(AttributeType.Object(objects.Shape), left, right),
            AttributeType.NestedType { Nesting: Nesting.Set } objects => SameSet(AttributeType.Object(objects.Shape), left, right),
            AttributeType.NestedType objects => SameItems(AttributeType.Object(objects.Shape), left, right),
            _ => left == right,
        };
    }

    public static bool SameObject(ObjectShape shape, Value left, Value right) => (left, right) is (Value.Map, Value.Map)
        ? shape.Attributes.All(attribute => Same(attribute.Type, left.Member(attribute.Name), right.Member(attribute.Name)))
        : left == right;

    private static bool SameItems(AttributeType item, Value left, Value right) => (left, right) is (Value.List one, Value.List other)
        ? one.Items.Count == other.Items.Count && one.Items.Zip(other.Items).All(pair => Same(item, pair.First, pair.Second))
        : left == right;

    private static bool SameSet(AttributeType item, Value left, Value right) => (left, right) is (Value.List one, Value.List other)
        ? one.Items.All(each => other.Items.Any(candidate => Same(item, each, candidate)))
            && other.Items.All(each => one.Items.Any(candidate => Same(item, each, candidate)))
        : left == right;

    private static bool SameMembers(AttributeType item, Value left, Value right) => (left, right) is (Value.Map one, Value.Map other)
        ? one.Members.Count == other.Members.Count
            && one.Members.All(member => other.Members.TryGetValue(member.Key, out var candidate) && Same(item, member.Value, candidate))
        : left == right;
}
