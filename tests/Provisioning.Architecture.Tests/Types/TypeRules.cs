using System.Reflection;
using System.Runtime.CompilerServices;
using Provisioning.Model.HouseRules;

namespace Provisioning.Architecture.Tests.Types;

/// <summary>Rules over compiled types.</summary>
internal static class TypeRules
{
    public static IEnumerable<string> OpenClasses(IEnumerable<Type> types) =>
        from type in types
        where type.IsClass && !type.IsSealed && !type.IsAbstract && !ProductAssemblies.IsExempt(type, HouseRule.SealedClass)
        select $"{type.FullName} is neither sealed nor abstract";

    public static IEnumerable<string> ZeroMembers(IEnumerable<Type> types) =>
        from type in types
        where type.IsEnum && !type.IsDefined(typeof(FlagsAttribute), false) && !ProductAssemblies.IsExempt(type, HouseRule.NoZeroMember)
        where Enum.GetValuesAsUnderlyingType(type).Cast<object>().Any(value => Convert.ToInt64(value, null) == 0)
        select $"{type.FullName} has a member of value zero: something would be chosen by accident";

    /// <summary>An abstract record that nests its cases is closed: no constructor but private ones and the copy constructor, no case elsewhere.</summary>
    public static IEnumerable<string> OpenFamilies(IReadOnlyCollection<Type> types)
    {
        foreach (var family in types.Where(IsFamily))
        {
            if (ProductAssemblies.IsExempt(family, HouseRule.ClosedFamily)) continue;
            var open = family.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .Where(constructor => !constructor.IsPrivate && !IsCopy(constructor, family));
            if (open.Any()) yield return $"{family.FullName} nests its cases and has a constructor that is not private";
            foreach (var stranger in types.Where(type => type.BaseType is { } parent && Definition(parent) == family && type.DeclaringType != family))
                yield return $"{stranger.FullName} joins the closed family {family.FullName} from outside";
        }
    }

    /// <summary>Every asynchronous method takes a token, and takes it last.</summary>
    public static IEnumerable<string> WithoutToken(IEnumerable<Type> types) =>
        from type in types
        where !typeof(Delegate).IsAssignableFrom(type)
        from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where ReturnsTask(method) && !IsForced(method) && !ProductAssemblies.IsExempt(method, HouseRule.TokenLast)
        where method.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken)
        select $"{type.FullName}.{method.Name} is asynchronous and does not take a token last";

    public static IEnumerable<string> Settable(IEnumerable<Type> types) =>
        from type in types
        where !ProductAssemblies.IsExempt(type, HouseRule.Immutable)
        from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
        where property.SetMethod is { } setter && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
        select $"{type.FullName}.{property.Name} can be set after construction";

    public static IEnumerable<string> ReferenceCollections(IEnumerable<Type> types) =>
        from type in types
        where IsRecord(type)
        from property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
        where property.PropertyType.IsArray || (property.PropertyType.IsGenericType && ReferenceEqual.Contains(property.PropertyType.GetGenericTypeDefinition()))
        select $"{type.FullName}.{property.Name} compares by reference; use ValueArray or ValueMap";

    private static readonly HashSet<Type> ReferenceEqual =
    [
        typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>), typeof(IEnumerable<>), typeof(List<>), typeof(IReadOnlyDictionary<,>),
        typeof(Dictionary<,>), typeof(System.Collections.Immutable.ImmutableArray<>), typeof(System.Collections.Immutable.ImmutableList<>),
    ];

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    private static bool IsFamily(Type type) =>
        type.IsAbstract && IsRecord(type) && type.GetNestedTypes().Any(nested => nested.BaseType is { } parent && Definition(parent) == type);

    private static bool IsCopy(ConstructorInfo constructor, Type family) =>
        constructor.GetParameters() is [{ ParameterType: var only }] && Definition(only) == family;

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private static bool ReturnsTask(MethodInfo method) =>
        typeof(Task).IsAssignableFrom(method.ReturnType)
        || method.ReturnType == typeof(ValueTask)
        || (method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() == typeof(ValueTask<>));

    /// <summary>Overrides and implementations of foreign interfaces have the signature they must have; so have Main, properties and compiler's helpers.</summary>
    private static bool IsForced(MethodInfo method) =>
        method.IsSpecialName
        || method.Name.Contains('<', StringComparison.Ordinal)
        || method.Name == "Main"
        || method.GetBaseDefinition() != method
        || ImplementsForeign(method);

    private static bool ImplementsForeign(MethodInfo method)
    {
        if (method.DeclaringType is not { IsInterface: false } type || !method.IsVirtual) return false;
        return type.GetInterfaces()
            .Where(contract => contract.Namespace?.StartsWith("Provisioning", StringComparison.Ordinal) != true)
            .Any(contract => type.GetInterfaceMap(contract).TargetMethods.Contains(method));
    }
}
