using System.Reflection;
using Provisioning.Architecture.Tests.Types;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Architecture.Tests.Diagnostics;

public sealed class DiagnosticRulesTests
{
    private static IEnumerable<(string Field, DiagnosticDescriptor Descriptor)> Declared =>
        from type in ProductAssemblies.Written(ProductAssemblies.All)
        where type.Name.EndsWith("Diagnostics", StringComparison.Ordinal)
        from member in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        where member.FieldType == typeof(DiagnosticDescriptor)
        select ($"{type.Name}.{member.Name}", (DiagnosticDescriptor)member.GetValue(null)!);

    [Fact]
    public void Every_code_is_in_the_catalogue() => Offenders.None(
        from declared in Declared
        where !DiagnosticCatalogue.TryFind(declared.Descriptor.Code, out _)
        select $"{declared.Field} ({declared.Descriptor.Code}) is not in DiagnosticCatalogue");

    [Fact]
    public void No_code_has_two_meanings() => Offenders.None(
        from declared in Declared
        group declared by declared.Descriptor.Code into same
        where same.Select(item => item.Descriptor).Distinct().Count() > 1
        select $"{same.Key}: {string.Join(", ", same.Select(item => item.Field))}");

    [Fact]
    public void Every_descriptor_says_why_it_matters_and_what_to_do() => Offenders.None(
        from descriptor in DiagnosticCatalogue.Descriptors
        where descriptor.Title.Length < 5 || descriptor.Why.Length < 10 || descriptor.Action.Length < 10
        select descriptor.Code.ToString());
}
