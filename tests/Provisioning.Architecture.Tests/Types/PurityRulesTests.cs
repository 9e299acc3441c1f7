namespace Provisioning.Architecture.Tests.Types;

public sealed class PurityRulesTests
{
    [Theory]
    [InlineData("Model", true)]
    [InlineData("Engine", true)]
    [InlineData("Schema", true)]
    [InlineData("Resources", true)]
    [InlineData("AgentContract", true)]
    [InlineData("Attestation", true)]
    public void The_pure_projects_touch_no_edge(string project, bool filesToo) =>
        Offenders.None(PurityRules.Impure(Beside($"Provisioning.{project}.dll"), filesToo));

    [Fact]
    public void An_assembly_that_reads_files_is_an_offender() =>
        Assert.NotEmpty(PurityRules.Impure(Beside("Provisioning.Architecture.Tests.dll"), filesToo: true));

    private static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, file);
}
