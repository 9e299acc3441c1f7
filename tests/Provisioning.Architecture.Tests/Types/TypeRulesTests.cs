namespace Provisioning.Architecture.Tests.Types;

public sealed class TypeRulesTests
{
    private static IReadOnlyCollection<Type> Product { get; } = [.. ProductAssemblies.Written(ProductAssemblies.All)];

    private static IEnumerable<Type> Model { get; } =
        [.. Product.Where(type => type.Namespace!.StartsWith("Provisioning.Model", StringComparison.Ordinal))];

    [Fact]
    public void Assemblies_are_found() => Assert.True(ProductAssemblies.All.Count >= 15, string.Join(", ", ProductAssemblies.All.Select(a => a.GetName().Name)));

    [Fact]
    public void Classes_are_sealed_or_abstract() => Offenders.None(TypeRules.OpenClasses(Product));

    [Fact]
    public void Enumerations_have_no_zero() => Offenders.None(TypeRules.ZeroMembers(Product));

    [Fact]
    public void Families_are_closed() => Offenders.None(TypeRules.OpenFamilies(Product));

    [Fact]
    public void Asynchronous_methods_take_a_token_last() => Offenders.None(TypeRules.WithoutToken(Product));

    [Fact]
    public void The_model_cannot_be_changed() => Offenders.None(TypeRules.Settable(Model));

    [Fact]
    public void Records_of_the_model_compare_by_value() => Offenders.None(TypeRules.ReferenceCollections(Model));

    [Fact]
    public void An_open_class_is_an_offender() => Assert.Single(TypeRules.OpenClasses([typeof(Planted.OpenClass)]));

    [Fact]
    public void A_zero_member_is_an_offender() => Assert.Single(TypeRules.ZeroMembers([typeof(Planted.WithZero)]));

    [Fact]
    public void A_case_from_outside_is_an_offender() =>
        Assert.Single(TypeRules.OpenFamilies([typeof(Planted.Family), typeof(Planted.Family.Case), typeof(Planted.Stranger)]));

    [Fact]
    public void A_family_with_an_open_constructor_is_an_offender() =>
        Assert.Single(TypeRules.OpenFamilies([typeof(Planted.OpenFamily), typeof(Planted.OpenFamily.Case)]));

    [Fact]
    public void A_method_without_a_token_is_an_offender() => Assert.Single(TypeRules.WithoutToken([typeof(Planted.Asynchronous)]));

    [Fact]
    public void A_settable_property_is_an_offender() => Assert.Single(TypeRules.Settable([typeof(Planted.Changeable)]));

    [Fact]
    public void A_list_in_a_record_is_an_offender() => Assert.Single(TypeRules.ReferenceCollections([typeof(Planted.ByReference)]));
}
