using System.Security.Cryptography;
using Provisioning.Agent.Disks;
using Provisioning.Agent.Tests.Support;
using Provisioning.AgentContract.Disks;
using Provisioning.AgentContract.Tasks;

namespace Provisioning.Agent.Tests.Imaging;

public sealed class ImageInterruptionTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Download_goes_on_where_the_connection_broke(bool ranges)
    {
        var disk = new TestDisk();
        var image = new ServedImage(RandomNumberGenerator.GetBytes(5 << 20)) { BreakAfter = 2 << 20, Ranges = ranges };
        image.OnRequest = number =>
        {
            if (number == 3) image.BreakAfter = null;
        };

        var result = await AgentRun.DoAsync(image, AgentRun.WriteImage(image), new TestMachine(disk) { MemoryMiB = 0 });

        Assert.IsType<AgentTaskResult.ImageWritten>(result);
        Assert.True(disk.Bytes.AsSpan(0, 5 << 20).SequenceEqual(image.Content));
        Assert.InRange(image.Requests, 3, 4);
    }

    [Fact]
    public async Task Image_that_the_server_keeps_refusing_is_a_fault()
    {
        var image = new ServedImage([1]) { Refusal = 404 };
        var disk = new TestDisk();

        var result = await AgentRun.DoAsync(image, AgentRun.WriteImage(image), new TestMachine(disk));

        Assert.Equal("BM4208", Assert.IsType<AgentTaskResult.Failed>(result).Fault.Code);
        Assert.Equal(0, disk.Written);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10 << 20)]
    [InlineData(13 << 20)]
    public async Task Power_loss_in_the_middle_leaves_nothing_that_boots_and_the_next_agent_finishes(int powerLossAt)
    {
        using var folder = new TemporaryFolder();
        Tool.Require(OsImage.Tools);
        var image = new ServedImage(OsImage.Make(folder));
        var content = image.Content;
        var disk = new TestDisk();
        var lost = new TaskCompletionSource();
        disk.BeforeWrite = (offset, length) =>
        {
            if (powerLossAt > 0 && offset > 0 && offset <= powerLossAt && powerLossAt < offset + length) Lose();
            if (powerLossAt == 0 && offset == 0 && disk.Bytes.AsSpan(10 << 20, 1 << 20).IndexOfAnyExcept((byte)0) >= 0) Lose();
        };

        await using (var engine = await TestEngine.StartAsync())
        {
            engine.Serve("os", image);
            await using var agent = new AgentRun(engine, new TestMachine(disk));
            var result = engine.Ask(AgentRun.WriteImage(image) with { AllowDataLoss = true });
            if (powerLossAt is 0) await lost.Task;
            else Assert.IsType<AgentTaskResult.Failed>(await result);
            await agent.KillAsync();
        }

        ImageRefusalTests.AssertNothingBoots(disk);
        disk.BeforeWrite = null;
        var second = await AgentRun.DoAsync(image, AgentRun.WriteImage(image, id: "write-2"), new TestMachine(disk));

        Assert.IsType<AgentTaskResult.ImageWritten>(second);
        Assert.True(disk.Bytes.AsSpan(1 << 20, content.Length - (1 << 20)).SequenceEqual(content.AsSpan(1 << 20)));
        Assert.Equal("write-2", DiskMarkers.Decode(disk.Bytes.AsSpan((int)DiskMarkers.OffsetOn(disk.Bytes.Length), DiskMarkers.Length))?.TaskId);

        void Lose()
        {
            lost.TrySetResult();
            throw new IOException("no power");
        }
    }

    [Fact]
    public async Task Task_that_the_engine_cancels_stops_and_leaves_nothing_that_boots()
    {
        await using var engine = await TestEngine.StartAsync();
        var image = new ServedImage(RandomNumberGenerator.GetBytes(4 << 20)) { PauseAfter = 3 << 20 };
        engine.Serve("os", image);
        engine.CancelTasks = true;
        var disk = new TestDisk();
        await using var agent = new AgentRun(engine, new TestMachine(disk) { MemoryMiB = 0 });

        var result = await engine.Ask(AgentRun.WriteImage(image));
        image.Resume.SetResult();

        Assert.Equal("BM4217", Assert.IsType<AgentTaskResult.Failed>(result).Fault.Code);
        ImageRefusalTests.AssertNothingBoots(disk);
        Assert.Equal(MarkerState.Unfinished, DiskMarkers.Read(disk.Open(false))?.State);
    }
}
