using Provisioning.Engine.Tests.Worlds;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Planning;
using Provisioning.Model.Servers;
using static Provisioning.Engine.Tests.Worlds.Requests;

namespace Provisioning.Engine.Tests.Operations;

/// <summary>Whose a machine is, whatever became of names, addresses, states and stores.</summary>
public sealed class ClaimTests
{
    [Fact]
    public async Task Create_that_meets_a_finished_claim_is_refused_and_points_to_the_ways_out()
    {
        var world = await new World().StartAsync();
        var first = await world.ApplyAsync();
        await ReadAsync(world, first.Snapshot!);
        var writes = world.Machine.Writes.Count;

        var plan = await world.PlanAsync();
        var outcome = await world.ApplyAsync();

        var error = Assert.Single(plan.Diagnostics, diagnostic => diagnostic.IsError);
        Assert.Equal(PlanningDiagnostics.ClaimFinished.Code, error.Code);
        Assert.Contains("moved", error.Action, StringComparison.Ordinal);
        Assert.Equal(PlanningDiagnostics.ClaimFinished.Code, Assert.Single(outcome.Diagnostics).Code);
        Assert.Equal(writes, world.Machine.Writes.Count);
    }

    [Fact]
    public async Task Second_object_on_the_same_machine_is_a_plan_error()
    {
        var world = await new World().StartAsync();
        await world.ApplyAsync();

        var plan = await world.PlanAsync(World.Desired with { Name = "renamed" });
        var outcome = await world.ApplyAsync(World.Desired with { Name = "renamed" });

        Assert.Equal(PlanningDiagnostics.TwoObjects.Code, Assert.Single(plan.Diagnostics, diagnostic => diagnostic.IsError).Code);
        Assert.Equal(PlanningDiagnostics.TwoObjects.Code, Assert.Single(outcome.Diagnostics).Code);
        Assert.Equal(1, world.Machine.ImageWrites);
    }

    [Fact]
    public async Task Machines_that_exchanged_their_addresses_are_known_by_who_they_are()
    {
        var world = await new World().StartAsync();
        var other = new FakeMachine(world.Time) { Identity = world.Machine.Identity with { Uuid = Guid.Parse("4c4c4544-0002-4000-8000-000000000002"), Serial = "SN0002" } };
        world.Bmcs.Put("10.0.0.2", other);
        var second = World.Desired with { Name = "n2", Bmc = World.Desired.Bmc with { Address = "10.0.0.2" }, Expect = new ExpectedIdentity("SN0002", null), Os = null };
        var first = World.Desired with { Os = null };
        var one = await world.ApplyAsync(first);
        var two = await world.ApplyAsync(second);
        var moved = first with { Bmc = first.Bmc with { Address = "10.0.0.2" } };

        var typingError = await world.PlanAsync(moved, one.Snapshot);
        world.Bmcs.Put("10.0.0.1", other);
        world.Bmcs.Put("10.0.0.2", world.Machine);
        var exchanged = await world.PlanAsync(moved, one.Snapshot);
        var applied = await world.ApplyAsync(moved, one.Snapshot!.Claim);
        var back = await world.ApplyAsync(second with { Bmc = second.Bmc with { Address = "10.0.0.1" } }, two.Snapshot!.Claim);

        Assert.Equal(PlanningDiagnostics.WrongMachine.Code, typingError.Diagnostics.First(diagnostic => diagnostic.IsError).Code);
        Assert.Empty(exchanged.Diagnostics);
        Assert.Empty(applied.Diagnostics);
        Assert.Empty(back.Diagnostics);
        Assert.Equal("10.0.0.2", world.Disk.Servers["n1"].Address);
        Assert.Equal("10.0.0.1", world.Disk.Servers["n2"].Address);
    }

    [Fact]
    public async Task Lost_state_is_imported_under_its_old_claim_and_not_rebuilt()
    {
        var world = await new World().StartAsync();
        var first = await world.ApplyAsync();
        await ReadAsync(world, first.Snapshot!);

        var imported = await world.RunAsync(world.Operations.ImportAsync(World.Door, Look(null), CancellationToken.None).AsTask());
        var plan = await world.PlanAsync(prior: imported.Snapshot);

        Assert.Empty(imported.Diagnostics);
        Assert.Equal(first.Snapshot!.Claim, imported.Snapshot!.Claim);
        Assert.DoesNotContain(plan.Steps, step => step.Stage == Stage.Imaging);
        Assert.Equal(2, world.Machine.Restarts);
    }

    [Fact]
    public async Task Adopted_machine_is_not_written_to_because_an_os_is_declared()
    {
        var world = await new World().StartAsync();
        var imported = await world.RunAsync(world.Operations.ImportAsync(World.Door, Look(null), CancellationToken.None).AsTask());

        var outcome = await world.ApplyAsync(claim: imported.Snapshot!.Claim);

        Assert.Contains(outcome.Diagnostics, diagnostic => diagnostic.Code == PlanningDiagnostics.NotOurImage.Code);
        Assert.Equal(0, world.Machine.ImageWrites);
        Assert.Equal("Enabled", world.Machine.Bios["ProcTurboMode"]);
    }

    [Fact]
    public async Task Import_of_an_unfinished_machine_goes_on_with_its_claim_and_its_chain_of_receipts()
    {
        var world = await new World().StartAsync();
        world.Machine.DiskIsOccupied = true;
        await world.ApplyAsync();
        var receipts = world.Disk.Receipts.Count;

        var imported = await world.RunAsync(world.Operations.ImportAsync(World.Door, Look(null), CancellationToken.None).AsTask());
        var next = World.Desired with { Os = null, BmcProfile = null, Unmanaged = ["firmware.*"] };
        world.Machine.Bios["ProcTurboMode"] = "Disabled";
        await world.ApplyAsync(next, imported.Snapshot!.Claim);

        Assert.Equal(receipts, imported.Snapshot.ReceiptCount);
        Assert.Equal(receipts + 1, world.Disk.Servers["n1"].ReceiptCount);
        Assert.Equal(Enumerable.Range(1, receipts + 1), world.Disk.Receipts.Select(receipt => receipt.Sequence));
    }

    [Fact]
    public async Task State_whose_claim_is_outdated_acts_on_nothing()
    {
        var world = await new World().StartAsync();
        await world.ApplyAsync();
        var writes = world.Machine.Writes.Count;
        var stranger = new ClaimId(new string('f', 32));

        var outcome = await world.ApplyAsync(claim: stranger);
        var destroyed = await DestroyAsync(world, stranger, DestroyRule.PowerOff);

        Assert.Equal(PlanningDiagnostics.ClaimOutdated.Code, Assert.Single(outcome.Diagnostics).Code);
        Assert.Equal(PlanningDiagnostics.ForgottenInstead.Code, Assert.Single(destroyed).Code);
        Assert.Equal(writes, world.Machine.Writes.Count);
        Assert.False(world.Disk.Servers["n1"].Forgotten);
    }

    [Fact]
    public async Task Store_that_never_saw_the_machine_says_so_at_the_first_look()
    {
        var world = await new World().StartAsync();
        var first = await world.ApplyAsync();
        world.Disk.Servers.Clear();
        await world.StartAsync();

        var look = await ReadAsync(world, first.Snapshot!);
        var again = await ReadAsync(world, first.Snapshot!);

        Assert.Equal(PlanningDiagnostics.NeverSeen.Code, Assert.Single(look.Diagnostics).Code);
        Assert.Empty(again.Diagnostics);
    }
}
