using Provisioning.Agent.Running;
using Provisioning.AgentContract.Disks;
using Provisioning.AgentContract.Identities;
using Provisioning.AgentContract.Tasks;

namespace Provisioning.Agent.Tests.Support;

/// <summary>An agent that runs against a test's engine until the test is over.</summary>
internal sealed class AgentRun : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public AgentRun(TestEngine engine, TestMachine machine) =>
        Exit = AgentRunner.RunAsync(engine.MakeTicket(), machine.Ports, TimeProvider.System, _stop.Token);

    public Task<AgentExit> Exit { get; }

    public static DiskMarker Marker(string claim = "claim-1") => new("hall-1", "n01", "uuid-1", "SN0001", claim);

    public static AgentTask.WriteImage WriteImage(
        ServedImage image,
        ImageCompression compression = ImageCompression.None,
        bool allowDataLoss = false,
        string claim = "claim-1",
        string id = "write-1",
        MachineIdentity? identity = null) =>
        new(id, 1, "/image/os", image.Sha256, compression, new RootDiskHints(), allowDataLoss, Marker(claim), Identity: identity);

    /// <summary>Serves the image, runs an agent on the machine, lets it do the one task.</summary>
    public static async Task<AgentTaskResult> DoAsync(ServedImage image, AgentTask task, TestMachine machine)
    {
        await using var engine = await TestEngine.StartAsync();
        engine.Serve("os", image);
        await using var agent = new AgentRun(engine, machine);
        var result = await engine.Ask(task);
        Assert.Empty(engine.Violations);
        return result;
    }

    /// <summary>Takes the machine's power away.</summary>
    public async Task KillAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Exit);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Exit.ContinueWith(_ => { }, TaskScheduler.Default);
        _stop.Dispose();
    }
}
