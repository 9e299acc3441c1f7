using Provisioning.Engine.Bios;
using Provisioning.Engine.BmcConfiguration;
using Provisioning.Engine.Booting;
using Provisioning.Engine.Discovery;
using Provisioning.Engine.Firmware;
using Provisioning.Engine.Inventories;
using Provisioning.Engine.Powering;
using Provisioning.Model.Bios;
using Provisioning.Model.BmcConfiguration;
using Provisioning.Model.Booting;
using Provisioning.Model.Collections;
using Provisioning.Model.Faults;
using Provisioning.Model.Firmware;
using Provisioning.Model.Inventories;
using Provisioning.Model.Operations;
using Provisioning.Model.Powering;

namespace Provisioning.Engine.Tests.Worlds;

/// <summary>The BMCs of the world by address. Writes are points at which the engine may die: before the request, and between request and reply.</summary>
internal sealed class FakeBmcs(CrashPlan crash) : IBmcConnector
{
    private readonly Dictionary<string, FakeMachine> _machines = new(StringComparer.Ordinal);

    /// <summary>Faults that the next calls of a name get instead of an answer, e.g. <c>power.act</c>; the action happens when told so.</summary>
    public Dictionary<string, Queue<(Fault Fault, bool Happens)>> Faults { get; } = new(StringComparer.Ordinal);

    public List<BmcTask> Tasks { get; } = [];

    public int Connections { get; private set; }

    public int OpenSessions { get; private set; }

    public string Fingerprint { get; set; } = "ab12";

    public void Put(string address, FakeMachine machine) => _machines[address] = machine;

    public void Fail(string call, FaultKind kind, bool happens = false, int times = 1)
    {
        if (!Faults.TryGetValue(call, out var queue)) Faults[call] = queue = new Queue<(Fault, bool)>();
        for (var n = 0; n < times; n++) queue.Enqueue((FaultOf(kind), happens));
    }

    public static Fault FaultOf(FaultKind kind) => new(kind, OperationDiagnostics.CameToNothing("n1", "call", $"made to fail: {kind}"));

    public ValueTask<PortResult<IBmcConnection>> ConnectAsync(BmcConnectRequest request, CancellationToken cancellationToken)
    {
        crash.Alive();
        if (Take("connect") is { } planned) return ValueTask.FromResult<PortResult<IBmcConnection>>(planned.Fault);
        if (!_machines.TryGetValue(request.Address, out var machine))
            return ValueTask.FromResult<PortResult<IBmcConnection>>(FaultOf(FaultKind.Unreachable));
        if (request.PinnedFingerprint is { } pin && pin != Fingerprint)
            return ValueTask.FromResult<PortResult<IBmcConnection>>(FaultOf(FaultKind.TlsUntrusted));
        Connections++;
        OpenSessions++;
        return ValueTask.FromResult<PortResult<IBmcConnection>>(new PortResult<IBmcConnection>.Ok(new Connection(this, machine, crash, request.Credentials[0].Name)));
    }

    private (Fault Fault, bool Happens)? Take(string call) => Faults.TryGetValue(call, out var queue) && queue.TryDequeue(out var fault) ? fault : null;

    private sealed class Connection(FakeBmcs bmcs, FakeMachine machine, CrashPlan crash, string credential)
        : IBmcConnection, IInventoryPort, IPowerPort, IBootPort, IVirtualMediaPort, IBiosPort, IFirmwarePort, IBmcConfigurationPort, ITaskPort, IAccountPort
    {
        public string Fingerprint => bmcs.Fingerprint;

        public string CredentialName => credential;

        public string Capabilities => "{}";

        public int RequestCount => 0;

        public IInventoryPort Inventory => this;

        public IPowerPort Power => this;

        public IBootPort Boot => this;

        public IVirtualMediaPort Media => this;

        public IBiosPort Bios => this;

        public IFirmwarePort Firmware => this;

        public IBmcConfigurationPort Configuration => this;

        public ITaskPort Tasks => this;

        public IAccountPort Accounts => this;

        public ValueTask DisposeAsync()
        {
            bmcs.OpenSessions--;
            return ValueTask.CompletedTask;
        }

        public ValueTask<PortResult<ServerInventory>> ReadAsync(InventoryScope scope, CancellationToken cancellationToken) =>
            Read("inventory.read", () => machine.Inventory(scope == InventoryScope.Full), cancellationToken);

        ValueTask<PortResult<PowerObservation>> IPowerPort.ReadAsync(CancellationToken cancellationToken) => Read("power.read", machine.Look, cancellationToken);

        public ValueTask<PortResult<Acceptance>> ActAsync(PowerAction action, CancellationToken cancellationToken) =>
            Write("power.act", () => machine.Act(action), cancellationToken);

        ValueTask<PortResult<BootOverride>> IBootPort.ReadAsync(CancellationToken cancellationToken) => Read("boot.read", () => machine.Override, cancellationToken);

        public ValueTask<PortResult<Acceptance>> SetAsync(BootOverride bootOverride, CancellationToken cancellationToken) => Write(
            "boot.set",
            () =>
            {
                machine.Writes.Add("boot." + bootOverride.Target);
                machine.Override = bootOverride;
            },
            cancellationToken);

        ValueTask<PortResult<VirtualMediumObservation>> IVirtualMediaPort.ReadAsync(CancellationToken cancellationToken) => Read(
            "media.read", () => new VirtualMediumObservation("Cd", machine.Medium, machine.Medium is not null), cancellationToken);

        public ValueTask<PortResult<Acceptance>> InsertAsync(Uri image, CancellationToken cancellationToken) => Write(
            "media.insert",
            () =>
            {
                machine.Writes.Add("media.insert");
                machine.Medium = image.ToString();
            },
            cancellationToken);

        public ValueTask<PortResult<Acceptance>> EjectAsync(CancellationToken cancellationToken) => Write(
            "media.eject",
            () =>
            {
                machine.Writes.Add("media.eject");
                machine.Medium = null;
            },
            cancellationToken);

        public ValueTask<PortResult<BiosObservation>> ReadAsync(ValueArray<string> describe, CancellationToken cancellationToken) => Read(
            "bios.read",
            () => new BiosObservation
            {
                Current = ValueMap<string, string>.From(machine.Bios),
                Pending = ValueMap<string, string>.From(machine.PendingBios),
                Entries = ValueMap<string, BiosAttributeEntry>.From(machine.Bios.Keys.Select(name => KeyValuePair.Create(
                    name, new BiosAttributeEntry { Name = name, Type = BiosAttributeType.Enumeration, AllowedValues = ["Enabled", "Disabled"] }))),
            },
            cancellationToken);

        public ValueTask<PortResult<ValueMap<string, string>>> ReadCurrentAsync(CancellationToken cancellationToken) =>
            Read("bios.read", () => ValueMap<string, string>.From(machine.Bios), cancellationToken);

        public ValueTask<PortResult<Acceptance>> WriteAsync(ValueMap<string, string> attributes, CancellationToken cancellationToken) => Write(
            "bios.write",
            () =>
            {
                machine.Writes.Add("bios.write");
                foreach (var (name, value) in attributes) machine.PendingBios[name] = value;
            },
            cancellationToken);

        ValueTask<PortResult<ValueArray<InstalledFirmware>>> IFirmwarePort.ReadAsync(CancellationToken cancellationToken) =>
            Read("firmware.read", () => machine.Firmware, cancellationToken);

        ValueTask<PortResult<BmcSettingsObservation>> IBmcConfigurationPort.ReadAsync(CancellationToken cancellationToken) =>
            Read("configuration.read", () => new BmcSettingsObservation(machine.HostName, true, machine.NtpServers, null), cancellationToken);

        public ValueTask<PortResult<Acceptance>> SetNtpAsync(ValueArray<string> servers, CancellationToken cancellationToken) => Write(
            "configuration.ntp",
            () =>
            {
                machine.Writes.Add("ntp");
                machine.NtpServers = servers;
            },
            cancellationToken);

        public ValueTask<PortResult<Acceptance>> SetHostNameAsync(string hostName, CancellationToken cancellationToken) => Write(
            "configuration.host_name",
            () =>
            {
                machine.Writes.Add("host_name");
                machine.HostName = hostName;
            },
            cancellationToken);

        public ValueTask<PortResult<Acceptance>> ResetAsync(CancellationToken cancellationToken) =>
            Write("configuration.reset", () => machine.Writes.Add("bmc.reset"), cancellationToken);

        public ValueTask<PortResult<ValueArray<BmcTask>>> ListRunningAsync(CancellationToken cancellationToken) =>
            Read("tasks.list", () => bmcs.Tasks.Where(task => task.State == BmcTaskState.Running).ToValueArray(), cancellationToken);

        public ValueTask<PortResult<BmcTask>> ReadAsync(string uri, CancellationToken cancellationToken) =>
            Read("tasks.read", () => bmcs.Tasks.First(task => task.Uri == uri), cancellationToken);

        public ValueTask<PortResult<ValueArray<string>>> ReadEventLogTailAsync(int count, CancellationToken cancellationToken) =>
            Read("tasks.log", () => ValueArray.Create<string>(["power supply 1 lost input"]), cancellationToken);

        public ValueTask<PortResult<string?>> ReadOwnRoleAsync(CancellationToken cancellationToken) => Read<string?>("accounts.role", () => "Administrator", cancellationToken);

        private ValueTask<PortResult<T>> Read<T>(string call, Func<T> answer, CancellationToken cancellationToken)
        {
            crash.Alive();
            cancellationToken.ThrowIfCancellationRequested();
            return ValueTask.FromResult<PortResult<T>>(bmcs.Take(call) is { } planned ? planned.Fault : new PortResult<T>.Ok(answer()));
        }

        private ValueTask<PortResult<Acceptance>> Write(string call, Action act, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            crash.Point(call + ": before the request");
            var planned = bmcs.Take(call);
            if (planned is not { Happens: false }) act();
            crash.Point(call + ": between request and reply");
            return ValueTask.FromResult(planned is { } fault ? fault.Fault : (PortResult<Acceptance>)Acceptance.Plain);
        }
    }
}
