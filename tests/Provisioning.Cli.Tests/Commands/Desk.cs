using Microsoft.Extensions.Time.Testing;
using Provisioning.Api.Local;
using Provisioning.Cli.Engines;
using Provisioning.Cli.Imaging;
using Provisioning.Cli.Racks;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Cli.Tests.Commands;

/// <summary>A desk at which the command is typed, with an engine that is not one.</summary>
internal sealed class Desk : IEngineHosting, IAgentImageBuild, IRackVerbs
{
    public FakeEngine Engine { get; } = new();

    public Dictionary<string, string> Environment { get; } = new() { ["BAREMETAL_STATE"] = "/nowhere" };

    public EnginePlace? Place { get; private set; }

    public AgentImageOrder? Order { get; private set; }

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    public bool IsTerminal { get; init; }

    public async Task<int> TypeAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var surroundings = new CommandSurroundings
        {
            Output = output,
            Error = error,
            OutputIsTerminal = IsTerminal,
            Width = 100,
            Environment = Environment,
            Actor = "tester",
            Time = new FakeTimeProvider(FakeEngine.Now),
            Engine = place =>
            {
                Place = place;
                return Engine;
            },
            Hosting = this,
            AgentImage = this,
            Rack = this,
        };
        var code = await BaremetalCommand.RunAsync(surroundings, arguments, TestContext.Current.CancellationToken);
        Output = output.ToString();
        Error = error.ToString();
        return code;
    }

    public Task<int> RunAsync(EnginePlace place, Action<LaunchReport> report, CancellationToken cancellationToken)
    {
        Place = place;
        report(new LaunchReport(LaunchOutcome.Ready, []));
        return Task.FromResult(0);
    }

    public ValueTask<LaunchReport> LaunchAsync(EnginePlace place, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new LaunchReport(LaunchOutcome.Held, []));

    public ValueTask<Outcome<string>> BuildAsync(AgentImageOrder order, IProgress<string> progress, CancellationToken cancellationToken)
    {
        Order = order;
        progress.Report("building");
        return ValueTask.FromResult<Outcome<string>>("built");
    }

    public Task<Outcome<ValueArray<RackServerRow>>> UpAsync(
        string file, string stateFolder, Action<ValueArray<RackServerRow>> started, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<ValueArray<RackServerRow>>>(ValueArray<RackServerRow>.Empty);

    public Task<Outcome<ValueArray<RackServerRow>>> DetachAsync(string file, string stateFolder, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<ValueArray<RackServerRow>>>(
            ValueArray.Create<RackServerRow>([new RackServerRow("n1", "127.0.0.1:8000", file, stateFolder, null, null, null, null)]));

    public Task<Outcome<ValueArray<RackServerRow>>> StatusAsync(string stateFolder, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<ValueArray<RackServerRow>>>(ValueArray<RackServerRow>.Empty);

    public Task<Outcome<string>> SetAsync(
        string stateFolder, string server, IReadOnlyList<string> assignments, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<string>>($"{stateFolder} {server} {string.Join(' ', assignments)}");

    public Task<Outcome<string>> FaultAsync(string stateFolder, string server, string fault, CancellationToken cancellationToken) =>
        Task.FromResult<Outcome<string>>($"{server} {fault}");

    public Task<Outcome<string>> DownAsync(string stateFolder, CancellationToken cancellationToken) => Task.FromResult<Outcome<string>>("down");
}
