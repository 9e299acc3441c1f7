namespace Provisioning.Architecture.Tests.Sources;

public sealed class SourceRulesTests
{
    [Fact]
    public void Sources_are_found() => Assert.True(SourceTree.CSharp.Count > 50);

    [Fact]
    public void Files_are_short() => Offenders.None(SourceRules.TooLong(SourceTree.CSharp));

    [Fact]
    public void Folders_hold_few_files() => Offenders.None(SourceRules.TooManyInFolder(SourceTree.CSharp));

    [Fact]
    public void Namespaces_are_project_and_folder() => Offenders.None(SourceRules.NamespaceIsNotFolder(SourceTree.CSharp));

    [Fact]
    public void Folders_are_named_for_features() => Offenders.None(SourceRules.CatchAllNames(SourceTree.CSharp));

    [Fact]
    public void Files_hold_one_type() => Offenders.None(SourceRules.SeveralTypes(SourceTree.CSharp));

    [Fact]
    public void Time_comes_from_a_provider() => Offenders.None(SourceRules.AmbientCalls(SourceTree.CSharp));

    [Fact]
    public void Only_the_edge_speaks_to_a_terminal() => Offenders.None(SourceRules.ConsoleCalls(SourceTree.CSharp));

    [Fact]
    public void A_long_file_is_an_offender() => Assert.Single(SourceRules.TooLong([Planted("provider/P/A.cs", new string('\n', 401))]));

    [Fact]
    public void A_long_test_file_is_an_offender() =>
        Assert.Single(SourceRules.TooLong([Planted("tests/P/A.cs", new string('\n', 401)), Planted("tests/P/B.cs", new string('\n', 400))]));

    [Fact]
    public void A_crowded_folder_is_an_offender() =>
        Assert.Single(SourceRules.TooManyInFolder(Enumerable.Range(0, 21).Select(number => Planted($"provider/P/F/{number}.cs", ""))));

    [Fact]
    public void A_namespace_of_another_folder_is_an_offender() => Assert.Single(SourceRules.NamespaceIsNotFolder(
        [Planted("provider/Provisioning.Model/Bios/A.cs", "namespace Provisioning.Model.Firmware;\n")]));

    [Fact]
    public void A_catch_all_folder_is_an_offender() => Assert.Single(SourceRules.CatchAllNames([Planted("provider/P/Utils/A.cs", "")]));

    [Fact]
    public void A_second_type_in_a_file_is_an_offender_unless_it_is_a_case_of_the_first()
    {
        Assert.Single(SourceRules.SeveralTypes([Planted("provider/P/A.cs", "public sealed record A(int X);\n\ninternal enum B\n{\n}\n")]));
        Assert.Single(SourceRules.SeveralTypes(
            [Planted("provider/P/A.cs", "public abstract record A;\n\npublic sealed record B : A;\n\npublic sealed class C;\n")]));
        Assert.Empty(SourceRules.SeveralTypes([Planted("provider/P/A.cs", "public abstract record A;\n\npublic sealed record B(int X) : A;\n")]));
    }

    [Theory]
    [InlineData("var now = DateTime.UtcNow;")]
    [InlineData("var now = DateTimeOffset.Now;")]
    [InlineData("Thread.Sleep(1);")]
    public void A_call_of_the_clock_is_an_offender(string code) =>
        Assert.Single(SourceRules.AmbientCalls([Planted("provider/Provisioning.Engine/A.cs", code)]));

    [Fact]
    public void A_call_of_the_console_is_an_offender_outside_the_edge()
    {
        Assert.Single(SourceRules.ConsoleCalls([Planted("provider/Provisioning.Engine/A.cs", "Console.WriteLine();")]));
        Assert.Empty(SourceRules.ConsoleCalls([Planted("provider/Provisioning.Cli/A.cs", "Console.WriteLine();")]));
    }

    private static SourceFile Planted(string path, string text) => new(path, text);
}
