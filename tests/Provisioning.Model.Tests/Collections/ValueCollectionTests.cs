using Provisioning.Model.Collections;

namespace Provisioning.Model.Tests.Collections;

public sealed class ValueCollectionTests
{
    [Fact]
    public void Lists_with_equal_items_in_the_same_order_are_equal()
    {
        ValueArray<string> one = ["a", "b"];
        Assert.Equal(one, new[] { "a", "b" }.ToValueArray());
        Assert.NotEqual(one, ["b", "a"]);
        Assert.NotEqual(one, ["a"]);
        Assert.Equal(one.GetHashCode(), new[] { "a", "b" }.ToValueArray().GetHashCode());
    }

    [Fact]
    public void The_default_list_is_the_empty_one()
    {
        Assert.Equal(ValueArray<int>.Empty, default);
        Assert.Empty(default(ValueArray<int>));
        Assert.Single(default(ValueArray<int>).Add(1));
    }

    [Fact]
    public void Maps_are_equal_whatever_the_order_of_their_making()
    {
        var one = ValueMap<string, int>.Empty.Set("a", 1).Set("b", 2);
        var other = ValueMap<string, int>.Empty.Set("b", 2).Set("a", 1);
        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(one, other.Set("a", 3));
        Assert.NotEqual(one, other.Remove("a"));
    }

    [Fact]
    public void Keys_of_maps_are_ordered_by_ordinal()
    {
        var map = ValueMap<string, int>.Empty.Set("b", 1).Set("B", 2).Set("a", 3);
        Assert.Equal(["B", "a", "b"], map.Keys);
    }

    [Fact]
    public void Records_that_hold_lists_compare_by_value() => Assert.Equal(new Holder([1, 2]), new Holder([1, 2]));

    private sealed record Holder(ValueArray<int> Items);
}
