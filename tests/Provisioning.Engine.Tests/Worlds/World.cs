using Microsoft.Extensions.Time.Testing;
using Provisioning.Engine.Administration;
using Provisioning.Engine.Operations;
using Provisioning.Model.Bios;
using Provisioning.Model.BmcConfiguration;
using Provisioning.Model.Collections;
using Provisioning.Model.Firmware;
using Provisioning.Model.Imaging;
using Provisioning.Model.Security;
using Provisioning.Model.Servers;
using Provisioning.Model.Sites;

namespace Provisioning.Engine.Tests.Worlds;

/// <summary>A site with one machine, a disk for the store, and an engine that can be killed and started again.</summary>
internal sealed class World
{
    public const string Address = "10.0.0.1";

    private int _ids;

    public World()
    {
        Time = new FakeTimeProvider(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));
        Machine = new FakeMachine(Time);
        Agents = new FakeAgents(Machine, Time);
        Bmcs = new FakeBmcs(Crash);
        Bmcs.Put(Address, Machine);
    }

    public FakeTimeProvider Time { get; }

    public FakeDisk Disk { get; } = new();

    public FakeMachine Machine { get; }

    public FakeAgents Agents { get; }

    public CrashPlan Crash { get; private set; } = new();

    public FakeBmcs Bmcs { get; private set; }

    public RecordingSink Sink { get; } = new();

    public IServerOperations Operations { get; private set; } = null!;

    public IServerAdministration Administration { get; private set; } = null!;

    public static OperatorCaller Operator { get; } = new("olga", "command");

    public static DoorContext Door { get; } = new(
        new SiteSettings { Site = "hall-1" }, [new Credential("default", "admin", new Secret("pw"))], "terraform", "tina");

    public static ServerDesired Desired { get; } = new()
    {
        Name = "n1",
        Bmc = new BmcEndpoint(Address, "default", [], null),
        Expect = new ExpectedIdentity("SN0001", null),
        BmcProfile = new DocumentOf<BmcProfile>("site@sha256:1", new BmcProfile { Name = "site", NtpServers = ["10.0.0.9"], HostName = BmcHostNameRule.ServerName }),
        FirmwareBaseline = new DocumentOf<FirmwareBaseline>(
            "fw@sha256:1", new FirmwareBaseline { Name = "fw", Components = ValueMap<string, string>.Empty.Set("bmc", "1.0").Set("bios", "2.0") }),
        BiosProfile = new DocumentOf<BiosProfile>(
            "gpu@sha256:1", new BiosProfile { Name = "gpu", Attributes = ValueMap<string, string>.Empty.Set("ProcTurboMode", "Enabled") }),
        Os = new OsDesired
        {
            Image = Image("os@sha256:1"),
            UserData = new Secret("join-token"),
            UserDataVersion = 1,
        },
    };

    public static DocumentOf<OsImage> Image(string id) => new(id, new OsImage { Name = "os", Url = new Uri("https://images/os.raw"), Sha256 = new string('a', 64) });

    /// <summary>Starts an engine on the disk as it is; the one before is dead.</summary>
    public async Task<World> StartAsync(int killAt = int.MaxValue)
    {
        Crash = new CrashPlan();
        Crash.KillAt(killAt);
        var bmcs = new FakeBmcs(Crash) { Fingerprint = Bmcs.Fingerprint };
        bmcs.Put(Address, Machine);
        bmcs.Tasks.AddRange(Bmcs.Tasks);
        foreach (var (call, faults) in Bmcs.Faults) bmcs.Faults[call] = faults;
        Bmcs = bmcs;
        Agents.Restart(Crash);
        var ports = new EnginePorts
        {
            Store = new FakeStore(Disk, Crash),
            Bmcs = Bmcs,
            Media = Agents,
            Images = Agents,
            Agents = Agents,
            PhoneHome = Agents,
            Attestation = Agents,
            Receipts = new FakeReceipts(Disk, Crash),
            Time = Time,
            NewId = () => Interlocked.Increment(ref _ids).ToString("x8", System.Globalization.CultureInfo.InvariantCulture).PadRight(32, '0'),
        };
        var engine = await EngineBuilder.BuildAsync(ports, CancellationToken.None);
        (Operations, Administration) = (engine.Operations, engine.Administration);
        return this;
    }

    public Task<ServerOutcome> ApplyAsync(ServerDesired? desired = null, ClaimId? claim = null) =>
        RunAsync(BeginApply(desired ?? Desired, claim, CancellationToken.None));

    /// <summary>An apply that goes on only while somebody lets time pass.</summary>
    public Task<ServerOutcome> BeginApply(ServerDesired desired, ClaimId? claim, CancellationToken cancellationToken) =>
        Operations.ApplyAsync(Door, new ServerApplyCommand(desired, claim), Sink, cancellationToken).AsTask();

    /// <summary>Lets time pass until something is so.</summary>
    public async Task UntilAsync(Func<bool> isSo)
    {
        for (var second = 0; !isSo(); second++)
        {
            Assert.True(second < 40_000, "It was not so in time.");
            await SettleAsync();
            Time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Lets everything run that can run now, so that time does not pass over work that a busy machine has not come to yet.</summary>
    private static async Task SettleAsync()
    {
        for (var turn = 0; turn < 20 || (ThreadPool.PendingWorkItemCount > 0 && turn < 2_000); turn++) await Task.Yield();
    }

    public ValueTask<Provisioning.Model.Planning.ServerPlan> PlanAsync(ServerDesired? desired = null, ServerSnapshot? prior = null) => Operations.PlanAsync(
        Door,
        new ServerPlanQuery(desired ?? Desired, prior?.Claim, prior?.Observed, prior is null ? null : Allowance.Default, LookAtMachine: true),
        CancellationToken.None);

    /// <summary>Lets time pass until a task is done.</summary>
    public async Task<T> RunAsync<T>(Task<T> task)
    {
        var end = Time.GetUtcNow() + TimeSpan.FromHours(12);
        while (!task.IsCompleted)
        {
            await SettleAsync();
            if (task.IsCompleted) break;
            Assert.True(Time.GetUtcNow() < end, "The operation did not end within twelve hours of the world's time.");
            Time.Advance(TimeSpan.FromSeconds(1));
        }

        return await task;
    }
}
