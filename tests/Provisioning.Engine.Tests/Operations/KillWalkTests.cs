using System.Globalization;
using Provisioning.Engine.Journals;
using Provisioning.Engine.Servers;
using Provisioning.Engine.Tests.Worlds;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.Tests.Operations;

/// <summary>
/// Kills the engine at every point of a create, one world each: before and after every journal row's commit, before every write to the machine, and
/// between the write and its reply. A second engine on the same store then applies again.
/// </summary>
public sealed class KillWalkTests
{
    [Fact]
    public async Task Second_apply_finishes_and_repeats_nothing_wherever_the_engine_was_killed()
    {
        var points = await PointsAsync(World.Desired);
        Assert.True(points.Count > 100, string.Join('\n', points));

        var offences = new List<string>();
        for (var kill = 1; kill <= points.Count; kill++) offences.AddRange(await KillAsync(World.Desired, kill, points[kill - 1]));

        Assert.Empty(offences);
    }

    [Fact]
    public async Task Second_apply_finishes_when_the_bmc_does_not_tell_its_last_reset()
    {
        var points = await PointsAsync(World.Desired);

        var offences = new List<string>();
        for (var kill = 1; kill <= points.Count; kill++) offences.AddRange(await KillAsync(World.Desired, kill, points[kill - 1], tellsLastReset: false));

        Assert.Empty(offences);
    }

    [Fact]
    public async Task Killed_update_of_one_bios_setting_restarts_once_in_all()
    {
        var changed = World.Desired with
        {
            BiosProfile = World.Desired.BiosProfile! with
            {
                Id = "gpu@sha256:2",
                Content = World.Desired.BiosProfile.Content with { Attributes = World.Desired.BiosProfile.Content.Attributes.Set("SriovGlobalEnable", "Disabled") },
            },
        };
        var world = await new World().StartAsync();
        var claim = (await world.ApplyAsync()).Snapshot!.Claim;
        await world.StartAsync();
        var before = world.Machine.Restarts;
        await world.ApplyAsync(changed, claim);
        Assert.Equal(before + 1, world.Machine.Restarts);
        var points = world.Crash.Passed;

        for (var kill = 1; kill <= points.Count; kill++)
        {
            world = await new World().StartAsync();
            claim = (await world.ApplyAsync()).Snapshot!.Claim;
            before = world.Machine.Restarts;
            await world.StartAsync(kill);
            await Assert.ThrowsAnyAsync<Exception>(() => world.ApplyAsync(changed, claim));
            await world.StartAsync();
            var outcome = await world.ApplyAsync(changed, claim);
            Assert.True(outcome.Diagnostics.IsEmpty, $"{points[kill - 1]}: {outcome.Diagnostics}");
            Assert.Equal("Disabled", world.Machine.Bios["SriovGlobalEnable"]);
            Assert.True(world.Machine.Restarts == before + 1, $"{points[kill - 1]}: {world.Machine.Restarts - before} restarts");
        }
    }

    [Fact]
    public async Task Killed_twice_in_one_attempt_it_still_finishes()
    {
        var points = await PointsAsync(World.Desired);
        for (var kill = 10; kill < points.Count; kill += 9)
        {
            var world = await new World().StartAsync(kill);
            await Assert.ThrowsAnyAsync<Exception>(() => world.ApplyAsync());
            await world.StartAsync(7);
            await Record.ExceptionAsync(() => world.ApplyAsync());
            await world.StartAsync();
            var outcome = await world.ApplyAsync();
            Assert.Equal(LifecycleState.Ready, outcome.Snapshot?.Observed.Lifecycle);
            Assert.Equal(1, world.Machine.ImageWrites);
        }
    }

    private static async Task<IReadOnlyList<string>> PointsAsync(ServerDesired desired)
    {
        var world = await new World().StartAsync();
        await world.ApplyAsync(desired);
        return world.Crash.Passed;
    }

    private static async Task<List<string>> KillAsync(ServerDesired desired, int kill, string point, bool tellsLastReset = true)
    {
        var world = await new World().StartAsync(kill);
        world.Machine.TellsLastReset = tellsLastReset;
        await Assert.ThrowsAnyAsync<Exception>(() => world.ApplyAsync(desired));
        Assert.True(world.Crash.IsDead);
        await world.StartAsync();
        var outcome = await world.ApplyAsync(desired);

        var offences = new List<string>();
        void Offends(string what) => offences.Add(string.Create(CultureInfo.InvariantCulture, $"{kill} {point}: {what}; restarts {world.Machine.Restarts}"));
        if (outcome.Snapshot?.Observed.Lifecycle != LifecycleState.Ready) Offends($"not ready: {outcome.Diagnostics}");
        else if (world.Machine.Restarts != 2) Offends("restarted otherwise than twice");
        else if (world.Machine.ImageWrites != 1) Offends($"{world.Machine.ImageWrites} image writes");
        else if (!world.Disk.Receipts.Select(receipt => receipt.Sequence).SequenceEqual(Enumerable.Range(1, 7))) Offends($"{world.Disk.Receipts.Count} receipts");
        else if (world.Disk.Journal.Select(row => row.Entry.Event).OfType<JournalEvent.AttemptStarted>().Count() != 1) Offends("another attempt");
        else if (world.Disk.Journal.Aggregate((ServerRecord?)null, (record, row) => ServerFold.Apply(record, row.Entry)) != world.Disk.Servers["n1"]) Offends("the projection is not the fold");
        return offences;
    }
}
