using Provisioning.Agent.Running;
using Provisioning.Agent.Tests.Support;
using Provisioning.AgentContract.Disks;
using Provisioning.AgentContract.Tasks;

namespace Provisioning.Agent.Tests.Sessions;

public sealed class AgentSessionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Agent_reports_its_machine_and_restarts_it_when_told()
    {
        await using var engine = await TestEngine.StartAsync();
        var machine = new TestMachine(new TestDisk(), new TestDisk(serial: "DISK2"));
        await using var agent = new AgentRun(engine, machine);

        var inventory = await engine.Inventory.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        var result = await engine.Ask(new AgentTask.Reboot("reboot-1", 1));

        Assert.IsType<AgentTaskResult.Restarting>(result);
        Assert.Equal(AgentExit.Restarting, await agent.Exit.WaitAsync(TimeSpan.FromSeconds(30), Token));
        Assert.Equal("restart", machine.LastPowerAction);
        Assert.Equal("SN0001", inventory.Serial);
        Assert.Equal(["DISK1", "DISK2"], inventory.Disks.Select(disk => disk.Serial));
        Assert.All(inventory.Disks, disk => Assert.True(disk.Blank));
        Assert.Equal("52:54:00:00:00:01", Assert.Single(inventory.Nics).Mac);
        Assert.Empty(engine.Violations);
    }

    [Fact]
    public async Task Machine_is_switched_off_when_told()
    {
        await using var engine = await TestEngine.StartAsync();
        var machine = new TestMachine();
        await using var agent = new AgentRun(engine, machine);

        _ = await engine.Ask(new AgentTask.PowerOff("off-1", 1));

        Assert.Equal(AgentExit.PoweringOff, await agent.Exit.WaitAsync(TimeSpan.FromSeconds(30), Token));
        Assert.Equal("powerOff", machine.LastPowerAction);
    }

    [Fact]
    public async Task Agent_waits_for_an_engine_that_does_not_await_it_yet()
    {
        await using var engine = await TestEngine.StartAsync();
        foreach (var status in (int[])[425, 404, 503]) engine.SessionRefusals.Enqueue(status);
        await using var agent = new AgentRun(engine, new TestMachine());

        await engine.Inventory.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);

        Assert.Equal(1, engine.SessionsOpened);
    }

    [Fact]
    public async Task Agent_asks_for_its_session_again_with_the_same_key_when_the_engine_forgot_it()
    {
        await using var engine = await TestEngine.StartAsync();
        engine.RequestRefusals.Enqueue(401);
        engine.RequestRefusals.Enqueue(500);
        await using var agent = new AgentRun(engine, new TestMachine());

        await engine.Inventory.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);

        Assert.Equal(2, engine.SessionsOpened);
        Assert.Empty(engine.Violations);
    }

    [Fact]
    public async Task Second_claimant_stops()
    {
        await using var engine = await TestEngine.StartAsync();
        await using var first = new AgentRun(engine, new TestMachine());
        await engine.Inventory.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);

        await using var second = new AgentRun(engine, new TestMachine());

        Assert.Equal(AgentExit.SecondClaimant, await second.Exit.WaitAsync(TimeSpan.FromSeconds(30), Token));
    }

    [Fact]
    public async Task Agent_stops_when_the_attempt_is_over()
    {
        await using var engine = await TestEngine.StartAsync();
        engine.SessionRefusals.Enqueue(410);
        await using var agent = new AgentRun(engine, new TestMachine());

        Assert.Equal(AgentExit.AttemptOver, await agent.Exit.WaitAsync(TimeSpan.FromSeconds(30), Token));
    }

    [Fact]
    public async Task Certificate_is_accepted_whatever_the_date()
    {
        var longAgo = DateTimeOffset.UnixEpoch.AddYears(5);
        await using var engine = await TestEngine.StartAsync(new SiteCertificates(longAgo, longAgo.AddYears(1)));
        await using var agent = new AgentRun(engine, new TestMachine());

        await engine.Inventory.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Server_that_the_sites_authority_does_not_vouch_for_hears_nothing(bool otherAuthority)
    {
        await using var engine = await TestEngine.StartAsync(new SiteCertificates(address: otherAuthority ? "127.0.0.1" : "127.0.0.9"));
        var ticket = otherAuthority ? engine.MakeTicket() with { CaPem = new SiteCertificates().CaPem } : engine.MakeTicket();
        var machine = new TestMachine();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(3));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => AgentRunner.RunAsync(ticket, machine.Ports, TimeProvider.System, stop.Token));

        Assert.Empty(engine.Requests);
        Assert.Contains("SecureConnectionError", machine.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(TestEngine.Ticket, machine.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoints_are_tried_in_turn()
    {
        await using var engine = await TestEngine.StartAsync();
        var ticket = engine.MakeTicket() with { Endpoints = ["https://127.0.0.1:1", engine.Address] };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var agent = AgentRunner.RunAsync(ticket, new TestMachine().Ports, TimeProvider.System, stop.Token);

        await engine.Inventory.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => agent);
    }

    [Fact]
    public async Task Quote_is_refused_by_a_machine_without_a_tpm()
    {
        await using var engine = await TestEngine.StartAsync();
        await using var agent = new AgentRun(engine, new TestMachine());

        var result = await engine.Ask(new AgentTask.Attest("attest-1", 1, [1, 2, 3], [4, 11], "sha256"));

        Assert.Equal("BM4215", Assert.IsType<AgentTaskResult.Failed>(result).Fault.Code);
    }

    [Fact]
    public async Task Task_done_before_is_answered_with_the_same_result()
    {
        await using var engine = await TestEngine.StartAsync();
        var image = new ServedImage(new byte[2 << 20]);
        engine.Serve("os", image);
        await using var agent = new AgentRun(engine, new TestMachine(new TestDisk()));
        var task = AgentRun.WriteImage(image);

        var first = Assert.IsType<AgentTaskResult.ImageWritten>(await engine.Ask(task));
        var again = Assert.IsType<AgentTaskResult.ImageWritten>(await engine.Ask(task with { Sequence = 2 }));

        Assert.Equal((first.RawSha256, first.WriteMilliseconds, first.VerifyMilliseconds), (again.RawSha256, again.WriteMilliseconds, again.VerifyMilliseconds));
        Assert.Equal(1, image.Requests);
    }

    [Fact]
    public async Task Disks_that_do_not_fit_are_named()
    {
        await using var engine = await TestEngine.StartAsync();
        await using var agent = new AgentRun(engine, new TestMachine(new TestDisk(), new TestDisk(serial: "DISK2", type: DiskType.Hdd)));
        var task = AgentRun.WriteImage(new ServedImage([1]));

        var none = await engine.Ask(task with { RootDisk = new RootDiskHints(MinSizeGib: 1), Id = "a" });
        var several = await engine.Ask(task with { Id = "b", Sequence = 2 });

        var noneFault = Assert.IsType<AgentTaskResult.Failed>(none).Fault;
        Assert.Equal("BM4201", noneFault.Code);
        Assert.Contains("DISK1", noneFault.Seen, StringComparison.Ordinal);
        Assert.Contains("too small", noneFault.Seen, StringComparison.Ordinal);
        var severalFault = Assert.IsType<AgentTaskResult.Failed>(several).Fault;
        Assert.Equal("BM4202", severalFault.Code);
        Assert.Contains("DISK2", severalFault.Seen, StringComparison.Ordinal);
    }
}
