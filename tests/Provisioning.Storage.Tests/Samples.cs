using Provisioning.Engine.Attestation;
using Provisioning.Engine.Journals;
using Provisioning.Engine.Servers;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Faults;
using Provisioning.Model.Inventories;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Operations;
using Provisioning.Model.Planning;
using Provisioning.Model.Powering;
using Provisioning.Model.Servers;

namespace Provisioning.Storage.Tests;

/// <summary>One event of each kind, with every member filled.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset At = new(2026, 6, 1, 12, 30, 15, 250, TimeSpan.Zero);

    public static readonly ServerIdentity Identity = new(Guid.Parse("4c4c4544-0001-4000-8000-000000000001"), "SN0001", "Acme", "Rack1");

    public static readonly ClaimId Claim = new("0123456789abcdef0123456789abcdef");

    public static readonly ServerObserved Observed = new()
    {
        Identity = Identity,
        BmcFingerprint = "ab12",
        Lifecycle = LifecycleState.Ready,
        Bios = Map("ProcTurboMode", "Enabled"),
        Firmware = Map("bmc", "1.0"),
        BmcSettings = Map("host_name", "n1"),
        ImageId = "os@sha256:1",
        UserDataVersion = 3,
        RebuildTrigger = "again",
        Power = PowerState.On,
        Interfaces = [new NetworkInterface("1", "02:00:00:00:00:01", 10000), new NetworkInterface("2", "02:00:00:00:00:02", null)],
    };

    private static readonly ValueArray<PlannedStep> Steps =
        [new("bios.set", "SetBiosSettings/1", Stage.Bios, "Set BIOS settings", "X is a, wanted b", 1, ["discovery.claim"]), new("ready.mark", "MarkReady/1", Stage.Readiness, "Mark ready", "done", 0, [])];

    private static readonly Diagnostic Trouble = OperationDiagnostics.CameToNothing("n1", "Restart", "seen \"so\"")
        .At(AttributePath.Of("bios_profile", "attributes").Key("ProcTurboMode").Index(2));

    private static readonly FaultNote Fault = new(FaultKind.PostconditionMissed, Trouble, ["event log: power lost", "power is Off"], "window.restart", 2);

    private static readonly ReceiptDraft Receipt = new()
    {
        Site = "hall-1",
        ServerName = "n1",
        Identity = Identity,
        Claim = Claim,
        Sequence = 4,
        Parent = "aa",
        Stage = Stage.Bios,
        Attempt = 2,
        CommittedAt = At,
        Before = Map("bios.X", "a"),
        After = Map("bios.X", "b"),
        Documents = Map("bios_profile", "gpu@sha256:1"),
        Measurements = Map("restart.witness", "last reset"),
        Operation = "op-1",
        Actor = "tina",
        Door = "terraform",
        Overrides = [new OverrideNote("hold", "olga", At, "smoke")],
    };

    public static ValueArray<JournalEvent> All { get; } =
    [
        new JournalEvent.Claimed("hall-1", "10.0.0.1", Identity, Claim, "ab12", Adopted: true, Finished: false),
        new JournalEvent.Looked("10.0.0.1", "ab12", Observed, [new Condition(ConditionKind.Reachable, ConditionStatus.Yes, "the BMC answers")]),
        new JournalEvent.AttemptStarted(2, "digest", Steps, [Remedy.Retry, Remedy.PowerCycle], Map("bios.X", "a")),
        new JournalEvent.AttemptResumed(2, "bios.set"),
        new JournalEvent.StepIntended(2, "bios.set", 1, Map("power.state", "Off")),
        new JournalEvent.StepAccepted(2, "bios.set", "/tasks/1", "W/\"1\"", At),
        new JournalEvent.StepFailed(2, "bios.set", Fault),
        new JournalEvent.RemedyTaken(2, "bios.set", Remedy.BmcReset, ["event log: x"]),
        new JournalEvent.StepConfirmed(2, "bios.set", Map("bios.X", "b")),
        new JournalEvent.StageCompleted(2, Stage.Bios, Observed, Receipt),
        new JournalEvent.ReceiptKept(3, "bb"),
        new JournalEvent.AttemptEnded(2, AttemptState.Failed, Fault),
        new JournalEvent.Settled(Observed, [new Condition(ConditionKind.Attested, ConditionStatus.Unknown, "recorded")]),
        new JournalEvent.ClaimShown(),
        new JournalEvent.DataFound("disk NV0001 of 1024 GiB"),
        new JournalEvent.InBandSeen(new InBandInventory
        {
            Uuid = Identity.Uuid,
            Serial = "SN0001",
            ProcessorCount = 64,
            MemoryMib = 16000,
            Interfaces = [new NetworkInterface("eth0", "02:00:00:00:00:01", null)],
            Drives = [new Drive("nvme0n1", "NV0001", "Disk", 1L << 40, "nvme")],
            TpmPresent = true,
            SecureBoot = false,
            BootId = "b",
        }),
        new JournalEvent.HoldSet(new HoldNote("smoke", "olga", At, At.AddDays(1), "T-1")),
        new JournalEvent.HoldLifted("lifted by olga"),
        new JournalEvent.FingerprintTrusted("cd34"),
        new JournalEvent.StepResolved(2, "bios.set", StepResolution.Retry),
        new JournalEvent.Left(DestroyRule.Forget, "the object was destroyed"),
    ];

    public static JournalEntry Entry(JournalEvent @event) => new(At, "n1", "op-1", "tina", "terraform", @event);

    /// <summary>Rows and the record after each of them.</summary>
    public static IEnumerable<(JournalEntry Entry, ServerRecord After)> Story()
    {
        ServerRecord? record = null;
        foreach (var @event in All)
        {
            var entry = Entry(@event);
            record = ServerFold.Apply(record, entry);
            yield return (entry, record);
        }
    }

    private static ValueMap<string, string> Map(string key, string value) => ValueMap<string, string>.Empty.Set(key, value);
}
