using System.Reflection;
using System.Runtime.CompilerServices;
using Provisioning.Model.HouseRules;

namespace Provisioning.Architecture.Tests.Types;

/// <summary>The product's assemblies, loaded from beside the tests.</summary>
internal static class ProductAssemblies
{
    public static IReadOnlyList<Assembly> All { get; } =
    [
        .. from file in Directory.EnumerateFiles(AppContext.BaseDirectory, "Provisioning.*.dll")
           let name = Path.GetFileNameWithoutExtension(file)
           where !name.EndsWith(".Tests", StringComparison.Ordinal)
           orderby name
           select Assembly.Load(new AssemblyName(name)),
    ];

    /// <summary>Types that people wrote: nothing made by the compiler or a generator.</summary>
    public static IEnumerable<Type> Written(params IEnumerable<Assembly> assemblies) =>
        from assembly in assemblies
        from type in assembly.GetTypes()
        where !IsGenerated(type)
        select type;

    public static bool IsExempt(MemberInfo member, HouseRule rule) =>
        member.GetCustomAttributes<HouseRuleExemptionAttribute>().Any(exemption => exemption.Rule == rule)
        || (member is MethodInfo { DeclaringType: { } owner } && IsExempt(owner, rule));

    private static bool IsGenerated(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute), false)
        || type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute), false)
        || type.Name.Contains('<', StringComparison.Ordinal)
        || typeof(System.Text.Json.Serialization.JsonSerializerContext).IsAssignableFrom(type)
        || (type.Namespace?.Contains(".Wire", StringComparison.Ordinal) ?? true)
        || !type.Namespace.StartsWith("Provisioning", StringComparison.Ordinal)
        || (type.DeclaringType is { } owner && IsGenerated(owner));
}
