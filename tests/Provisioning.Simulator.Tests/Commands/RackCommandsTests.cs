using System.Diagnostics;
using Provisioning.Model.Diagnostics;
using Provisioning.Simulator.Commands;
using Provisioning.Simulator.Tests.Testing;

namespace Provisioning.Simulator.Tests.Commands;

public sealed class RackCommandsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rc").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Rack_is_brought_up_shown_changed_and_taken_down()
    {
        var state = Path.Combine(_folder, "state");
        var up = Up(state, out var started);
        var written = await started;
        Assert.True(File.Exists(written.AuthorityFile));
        Assert.Equal("SN1", Assert.Single(written.Servers).Serial);

        var status = Value(await RackCommands.StatusAsync(state, Token));
        Assert.Equal("Off", Assert.Single(status.Servers).Power);
        Value(await RackCommands.SetAsync(state, "a", ["bios.ProcTurboMode=Disabled", "power=On"], Token));
        Assert.Equal("On", Value(await RackCommands.StatusAsync(state, Token)).Servers[0].Power);
        Value(await RackCommands.FaultAsync(state, "a", "{ kind: drop, method: POST }", Token));
        Assert.Equal(1, Value(await RackCommands.StatusAsync(state, Token)).Servers[0].Faults);
        Value(await RackCommands.FaultAsync(state, "a", "", Token));
        Assert.Equal("BM8412", Code(await RackCommands.SetAsync(state, "a", ["bios.NoSuch=1"], Token)));
        Assert.Equal("BM8412", Code(await RackCommands.SetAsync(state, "b", ["power=On"], Token)));

        Assert.Equal("BM8408", Code(await RackCommands.UpAsync(RackFile(), state, _ => { }, Token)));
        Value(await RackCommands.DownAsync(state, Token));
        Value(await up);
        Assert.False(File.Exists(Path.Combine(state, RackState.FileName)));
        Assert.Equal("BM8409", Code(await RackCommands.StatusAsync(state, Token)));
        Assert.Equal("BM8409", Code(await RackCommands.DownAsync(state, Token)));
    }

    [Fact]
    public async Task Rack_that_comes_up_again_has_the_same_certificates()
    {
        var state = Path.Combine(_folder, "state");
        var first = await OnceAsync(state);
        var second = await OnceAsync(state);
        Assert.Equal(first.Servers[0].Fingerprint, second.Servers[0].Fingerprint);
        Assert.NotEqual(first.ControlToken, second.ControlToken);
    }

    [Fact]
    public async Task Control_api_wants_its_token()
    {
        await using var rack = await TestRack.StartAsync();
        using var client = new HttpClient { BaseAddress = rack.ControlEndpoint };
        using var refused = await client.GetAsync("rack/v1/servers", Token);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task Detached_program_that_ends_at_once_is_reported_with_what_it_wrote()
    {
        var outcome = await RackCommands.DetachAsync(RackFile(), Path.Combine(_folder, "state"), ["/bin/sh", "-c", "echo the words it left; exit 3"], Token);
        Assert.Equal("BM8411", Code(outcome));
        Assert.Contains("the words it left", outcome.Diagnostics[0].Seen);
    }

    [Fact]
    public async Task Missing_file_is_a_diagnostic()
    {
        Assert.Equal("BM8401", Code(await RackCommands.UpAsync(Path.Combine(_folder, "none.yaml"), _folder, _ => { }, Token)));
        var folder = await RackCommands.UpAsync(_folder, _folder, _ => { }, Token);
        Assert.Equal("BM8401", Code(folder));
        Assert.Contains("folder, not a file", folder.Diagnostics[0].Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_file_is_told_as_such_also_by_a_rack_that_would_be_detached()
    {
        var file = Path.Combine(_folder, "wrong.yaml");
        await File.WriteAllTextAsync(file, "servers: [{ colour: red }]", Token);
        var outcome = await RackCommands.DetachAsync(file, Path.Combine(_folder, "state"), ["/bin/sh", "-c", "exit 3"], Token);
        Assert.Contains(outcome.Diagnostics, one => $"{one.Code}" == "BM8403");
        Assert.DoesNotContain(outcome.Diagnostics, one => $"{one.Code}" == "BM8411");
    }

    [Theory]
    [InlineData("rack.yaml/x")]
    [InlineData("rack.yaml")]
    [InlineData("/proc/x")]
    public async Task State_folder_that_cannot_be_is_named_with_its_reason(string name)
    {
        var file = RackFile();
        var state = Path.Combine(_folder, name);
        foreach (var outcome in new[] { await RackCommands.UpAsync(file, state, _ => { }, Token), await RackCommands.DetachAsync(file, state, ["/bin/true"], Token) })
        {
            Assert.Equal("BM8413", Code(outcome));
            Assert.Contains(state, outcome.Diagnostics[0].Summary, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", outcome.Diagnostics[0].Seen, StringComparison.Ordinal);
        }

        Assert.Equal("BM8409", Code(await RackCommands.StatusAsync(state, Token)));
    }

    private async Task<RackState> OnceAsync(string state)
    {
        var up = Up(state, out var started);
        var written = await started;
        Value(await RackCommands.DownAsync(state, Token));
        await up;
        return written;
    }

    private Task<Outcome<RackState>> Up(string state, out Task<RackState> started)
    {
        var source = new TaskCompletionSource<RackState>(TaskCreationOptions.RunContinuationsAsynchronously);
        started = source.Task;
        return RackCommands.UpAsync(RackFile(), state, source.SetResult, Token);
    }

    private string RackFile()
    {
        var file = Path.Combine(_folder, "rack.yaml");
        File.WriteAllText(file, "name: lab\nservers: [{ name: a, serial: SN1 }]\n");
        return file;
    }

    private static T Value<T>(Outcome<T> outcome) => outcome.Match(
        success => success.Value, failure => throw new UnreachableException(TestRack.Text(failure.Errors[0])));

    private static string Code<T>(Outcome<T> outcome) => Assert.Single(outcome.Diagnostics).Code.ToString();
}
