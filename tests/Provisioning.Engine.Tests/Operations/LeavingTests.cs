using Provisioning.Engine.Administration;
using Provisioning.Engine.Tests.Worlds;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Planning;
using Provisioning.Model.Powering;
using Provisioning.Model.Servers;
using static Provisioning.Engine.Tests.Worlds.Requests;

namespace Provisioning.Engine.Tests.Operations;

/// <summary>Destroying, forgetting and holding: only the machine that is meant, and only when nobody holds it.</summary>
public sealed class LeavingTests
{
    [Fact]
    public async Task Destroy_forgets_and_touches_nothing()
    {
        var world = await new World().StartAsync();
        var first = await world.ApplyAsync();
        var writes = world.Machine.Writes.Count;

        var diagnostics = await DestroyAsync(world, first.Snapshot!.Claim, DestroyRule.Forget);

        Assert.Empty(diagnostics);
        Assert.Equal(writes, world.Machine.Writes.Count);
        Assert.True(world.Disk.Servers["n1"].Forgotten);
        Assert.Equal(PlanningDiagnostics.DataLossNeeded.Code, Assert.Single((await world.PlanAsync()).Diagnostics, diagnostic => diagnostic.IsError).Code);
    }

    [Fact]
    public async Task Destroy_with_power_off_switches_off_and_erase_is_refused_plainly()
    {
        var world = await new World().StartAsync();
        var first = await world.ApplyAsync();

        var erased = await DestroyAsync(world, first.Snapshot!.Claim, DestroyRule.Erase);
        var off = await DestroyAsync(world, first.Snapshot.Claim, DestroyRule.PowerOff);

        Assert.Equal(PlanningDiagnostics.EraseUnavailable.Code, Assert.Single(erased).Code);
        Assert.Empty(off);
        Assert.Equal(PowerState.Off, world.Machine.Power);
    }

    [Fact]
    public async Task Destroy_with_power_off_from_another_store_switches_off_only_the_machine_of_the_state()
    {
        var world = await new World().StartAsync();
        var first = await world.ApplyAsync();
        world.Disk.Servers.Clear();
        await world.StartAsync();
        var ours = world.Machine.Identity;
        world.Machine.Identity = ours with { Serial = "SN9999" };
        var refused = await DestroyAsync(world, first.Snapshot!.Claim, DestroyRule.PowerOff, first.Snapshot.Observed);
        var power = world.Machine.Power;
        world.Machine.Identity = ours;
        world.Bmcs.Fingerprint = "cd34";
        var untrusted = await DestroyAsync(world, first.Snapshot.Claim, DestroyRule.PowerOff, first.Snapshot.Observed);
        world.Bmcs.Fingerprint = "ab12";
        var off = await DestroyAsync(world, first.Snapshot.Claim, DestroyRule.PowerOff, first.Snapshot.Observed);

        Assert.Equal(PlanningDiagnostics.WrongMachine.Code, Assert.Single(refused).Code);
        Assert.Single(untrusted);
        Assert.Equal(PowerState.On, power);
        Assert.Empty(off);
        Assert.Equal(PowerState.Off, world.Machine.Power);
    }

    [Fact]
    public async Task Destroy_with_power_off_spares_a_machine_that_another_object_has_by_now()
    {
        var world = await new World().StartAsync();
        var first = await world.ApplyAsync();
        await world.Administration.ForgetAsync(World.Operator, "n1", CancellationToken.None);
        await world.ApplyAsync(World.Desired with { Name = "other", Allow = new Allowance(true, true) });

        var diagnostics = await DestroyAsync(world, first.Snapshot!.Claim, DestroyRule.PowerOff, first.Snapshot.Observed);

        Assert.Equal(PlanningDiagnostics.TwoObjects.Code, Assert.Single(diagnostics).Code);
        Assert.Equal(PowerState.On, world.Machine.Power);
    }

    [Fact]
    public async Task Held_machine_is_neither_left_nor_forgotten()
    {
        var world = await new World().StartAsync();
        var first = await world.ApplyAsync();
        await world.Administration.HoldAsync(World.Operator, "n1", new HoldOrder("forensics", null, null), CancellationToken.None);

        var destroyed = await DestroyAsync(world, first.Snapshot!.Claim, DestroyRule.Forget);
        var forgotten = await world.Administration.ForgetAsync(World.Operator, "n1", CancellationToken.None);

        Assert.Equal(PlanningDiagnostics.Held.Code, Assert.Single(destroyed).Code);
        Assert.Equal(PlanningDiagnostics.Held.Code, Assert.Single(forgotten.Diagnostics).Code);
        Assert.False(world.Disk.Servers["n1"].Forgotten);
        Assert.NotNull(world.Disk.Servers["n1"].Hold);
    }

    [Fact]
    public async Task Hold_stops_before_the_next_write_and_unhold_lets_the_same_attempt_go_on()
    {
        var world = await new World().StartAsync();
        var apply = world.BeginApply(World.Desired, null, CancellationToken.None);
        await world.UntilAsync(() => world.Machine.Restarts == 1);
        await world.Administration.HoldAsync(World.Operator, "n1", new HoldOrder("smoke", null, "T-1"), CancellationToken.None);

        var held = await world.RunAsync(apply);
        var imageWrites = world.Machine.ImageWrites;
        var refused = await world.ApplyAsync();
        await world.Administration.UnholdAsync(World.Operator, "n1", CancellationToken.None);
        var outcome = await world.ApplyAsync();

        Assert.Equal(PlanningDiagnostics.Held.Code, Assert.Single(held.Diagnostics).Code);
        Assert.Equal(0, imageWrites);
        Assert.Equal(PlanningDiagnostics.Held.Code, Assert.Single(refused.Diagnostics).Code);
        Assert.Equal(LifecycleState.Ready, outcome.Snapshot!.Observed.Lifecycle);
        Assert.Equal(2, world.Machine.Restarts);
        Assert.Contains(world.Disk.Receipts, receipt => receipt.Overrides.Any(note => note.Kind == "hold" && note.Actor == "olga"));
    }
}
