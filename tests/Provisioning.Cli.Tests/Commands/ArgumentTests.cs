namespace Provisioning.Cli.Tests.Commands;

public sealed class ArgumentTests
{
    private readonly Desk _desk = new();

    [Theory]
    [InlineData("baremetal", "serve")]
    [InlineData("baremetal", "serve", "--help")]
    [InlineData("baremetal receipts", "receipts", "nope")]
    [InlineData("baremetal receipts", "receipts")]
    [InlineData("baremetal hold", "hold", "n01")]
    [InlineData("baremetal hold", "hold", "--reason", "r")]
    [InlineData("baremetal status", "status", "n01", "n02")]
    [InlineData("baremetal status", "status", "--nope")]
    [InlineData("baremetal history", "history", "--limit", "-1")]
    [InlineData("baremetal history", "history", "--limit", "many")]
    [InlineData("baremetal resolve", "resolve", "n01", "step", "--as", "maybe")]
    public async Task Arguments_that_make_no_command_are_one_coded_diagnostic_on_the_error_stream(string understood, params string[] arguments)
    {
        Assert.Equal(ExitCode.Error, await _desk.TypeAsync(arguments));
        Assert.Equal("", _desk.Output);
        Assert.Contains("Error BM8157: The command line is not understood", _desk.Error, StringComparison.Ordinal);
        Assert.Contains($"do:   See `{understood} --help`.", _desk.Error, StringComparison.Ordinal);
        Assert.True(_desk.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length <= 4, _desk.Error);
        Assert.DoesNotContain("System.", _desk.Error, StringComparison.Ordinal);
        Assert.Empty(_desk.Engine.Asked);
    }

    [Fact]
    public async Task A_word_that_is_no_verb_is_told_with_the_verbs_that_there_are()
    {
        await _desk.TypeAsync("serve");
        Assert.Contains("'serve' is not a verb here. The verbs are doctor, discover, status,", _desk.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--site", "hall-2", "--state", "/elsewhere", "status")]
    [InlineData("--site=hall-2", "--json", "--state=/elsewhere", "status")]
    [InlineData("--state", "/elsewhere", "status", "--site", "hall-2")]
    public async Task Options_of_most_verbs_may_stand_before_the_verb(params string[] arguments)
    {
        Assert.Equal(0, await _desk.TypeAsync(arguments));
        Assert.Equal("/elsewhere/hall-2", _desk.Place?.StoreFolder);
    }

    [Fact]
    public async Task Without_arguments_the_help_is_shown()
    {
        Assert.Equal(0, await _desk.TypeAsync());
        Assert.Contains("Usage:", _desk.Output, StringComparison.Ordinal);
        Assert.Contains("--site", _desk.Output, StringComparison.Ordinal);
    }
}
