using Provisioning.Imaging.Tools;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Imaging.Tests.Tools;

public sealed class ToolRunnerTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_program_that_ends_well_gives_its_output()
    {
        var output = Programs.Value(await RunAsync("printf", Minute, "one %s", "two words"));
        Assert.Equal("one two words", output.Text);
    }

    [Fact]
    public async Task A_missing_program_is_named_with_its_package()
    {
        var error = Error(await RunAsync("no-such-program-of-ours", Minute));
        Assert.Equal(4001, error.Code.Number);
        Assert.Contains("package of-ours", error.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_program_gives_its_exit_code_and_last_words()
    {
        var error = Error(await RunAsync("sh", Minute, "-c", "echo the reason >&2; exit 7"));
        Assert.Equal(4002, error.Code.Number);
        Assert.Contains("7", error.Summary, StringComparison.Ordinal);
        Assert.Equal("the reason", error.Seen);
    }

    [Fact]
    public async Task A_program_that_goes_on_is_ended_with_its_children()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("pid");
        var error = Error(await RunAsync("sh", TimeSpan.FromSeconds(1), "-c", $"sleep 300 & echo $! > {file}; wait"));
        Assert.Equal(4003, error.Code.Number);
        var child = (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Trim();
        for (var n = 0; n < 100 && Alive(child); n++) await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.False(Alive(child));
    }

    // A zombie whose parent has not looked yet has ended.
    private static bool Alive(string pid)
    {
        try
        {
            return !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static Task<Outcome<ToolOutput>> RunAsync(string program, TimeSpan deadline, params string[] arguments) =>
        Programs.Runner.RunAsync(new ToolCommand(program, "of-ours", arguments.ToValueArray(), deadline), TestContext.Current.CancellationToken);

    private static Diagnostic Error(Outcome<ToolOutput> outcome) => Assert.Single(Assert.IsType<Outcome<ToolOutput>.Failure>(outcome).Errors);
}
