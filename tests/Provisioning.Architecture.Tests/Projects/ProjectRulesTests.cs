using Provisioning.Architecture.Tests.Sources;

namespace Provisioning.Architecture.Tests.Projects;

public sealed class ProjectRulesTests
{
    private static IEnumerable<ProjectReferences> Product =>
        from file in SourceTree.Projects
        where !file.Path.StartsWith("tests/", StringComparison.Ordinal)
        select ProjectReferences.Read(file);

    [Fact]
    public void Projects_refer_only_to_what_the_table_allows() => Offenders.None(ProjectRules.ForbiddenReferences(Product));

    [Fact]
    public void Projects_use_only_packages_that_the_table_allows() => Offenders.None(ProjectRules.ForbiddenPackages(Product));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(SourceTree.Root, "Provisioning.sln")).Replace('\\', '/');
        Offenders.None(from file in SourceTree.Projects where !solution.Contains(file.Path, StringComparison.Ordinal) select file.Path);
    }

    [Fact]
    public void A_reference_outside_the_table_is_an_offender() => Assert.Single(ProjectRules.ForbiddenReferences([Planted("Bmc", ["Provisioning.Host"], [])]));

    [Fact]
    public void A_project_outside_the_table_may_refer_to_nothing() =>
        Assert.Single(ProjectRules.ForbiddenReferences([Planted("Newcomer", ["Provisioning.Model"], [])]));

    [Fact]
    public void A_package_outside_the_table_is_an_offender() => Assert.Single(ProjectRules.ForbiddenPackages([Planted("Engine", [], ["Polly"])]));

    private static ProjectReferences Planted(string name, string[] projects, string[] packages) => new("Provisioning." + name, projects, packages);
}
