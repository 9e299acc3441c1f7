using Provisioning.Engine.Attestation;
using Provisioning.Engine.Imaging;
using Provisioning.Model.Agents;
using Provisioning.Model.Collections;
using Provisioning.Model.Faults;
using Provisioning.Model.Imaging;
using Provisioning.Model.Inventories;
using Provisioning.Model.Operations;

namespace Provisioning.Engine.Tests.Worlds;

/// <summary>Media, images, agents and installed systems of the world. What the agent was told and has done outlives the engine.</summary>
internal sealed class FakeAgents(FakeMachine machine, TimeProvider time) : IMediaPort, IImageStorePort, IAgentPort, IPhoneHomePort, IAttestationPort
{
    private static readonly TimeSpan WriteTime = TimeSpan.FromSeconds(90);

    private readonly Lock _lock = new();
    private readonly Dictionary<AttemptKey, Dictionary<string, (AgentOrder Order, DateTimeOffset At)>> _orders = [];
    private readonly Dictionary<string, AgentAnswer> _done = new(StringComparer.Ordinal);

    public HashSet<AttemptKey> Withdrawn { get; } = [];

    public HashSet<string> UserDataSeen { get; } = [];

    public string? NetworkConfigSeen { get; private set; }

    public bool HasTpm { get; set; } = true;

    public bool QuoteIsGood { get; set; } = true;

    /// <summary>What a quote proves.</summary>
    public ValueMap<string, string> Facts { get; set; } = ValueMap<string, string>.Empty
        .Set(AttestationKeys.Bank, "sha256").Set(AttestationKeys.SecureBoot, "off").Set(AttestationKeys.Pcr(0), new string('a', 64));

    public bool IsContested { get; set; }

    public Fault? ImageFault { get; set; }

    public bool SystemNeverReports { get; set; }

    /// <summary>Faults that the next orders to write an identity are answered with.</summary>
    public Queue<Fault> IdentityFaults { get; } = new();

    /// <summary>Faults that the agent answers the next orders to write an image with.</summary>
    public Queue<Fault> WriteFaults { get; } = new();

    /// <summary>Until when running agents have not found the engine that came back; they were last seen then.</summary>
    public (DateTimeOffset Until, DateTimeOffset LastSeen)? Away { get; set; }

    /// <summary>The engine that asks; a new one after a kill.</summary>
    public CrashPlan Crash { get; private set; } = new();

    /// <summary>A new engine: orders that were not carried out yet lost their content, which holds secrets and is written nowhere.</summary>
    public void Restart(CrashPlan crash)
    {
        lock (_lock)
        {
            Crash = crash;
            foreach (var (attempt, orders) in _orders)
            {
                foreach (var id in orders.Keys.Where(id => !_done.ContainsKey(id + attempt)).ToList()) orders.Remove(id);
            }
        }
    }

    public ValueTask<PortResult<MediaPublication>> PublishAsync(MediaRequest request, CancellationToken cancellationToken)
    {
        Crash.Point("media.publish");
        var uri = new Uri($"https://engine/media/{request.Attempt.Claim}/{request.Attempt.Number}.iso");
        return ValueTask.FromResult<PortResult<MediaPublication>>(new MediaPublication(uri, "1.0", [1]));
    }

    public ValueTask<MediaUse> UseOfAsync(AttemptKey attempt, CancellationToken cancellationToken)
    {
        Crash.Alive();
        var booted = machine.AgentOf == (attempt.Claim, attempt.Number) && !machine.AgentNeverComes;
        return ValueTask.FromResult(booted ? new MediaUse(100_000_000, machine.LastReset) : new MediaUse(0, null));
    }

    public ValueTask WithdrawAsync(AttemptKey attempt, CancellationToken cancellationToken)
    {
        Crash.Point("media.withdraw");
        Withdrawn.Add(attempt);
        return ValueTask.CompletedTask;
    }

    public ValueTask<PortResult<ReadOnlyMemory<byte>>> ReadUkiAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<PortResult<ReadOnlyMemory<byte>>>((ReadOnlyMemory<byte>)new byte[] { 1, 2, 3 });

    public ValueTask<PortResult<ImagePublication>> PublishAsync(AttemptKey attempt, OsImage image, CancellationToken cancellationToken)
    {
        Crash.Point("image.publish");
        return ValueTask.FromResult(ImageFault is { } fault ? fault : (PortResult<ImagePublication>)new ImagePublication(new Uri("https://engine/image/x"), 1000, "none"));
    }

    public ValueTask<AgentView> ViewAsync(AttemptKey attempt, CancellationToken cancellationToken)
    {
        Crash.Alive();
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock) return ValueTask.FromResult(View(attempt));
    }

    public ValueTask SubmitAsync(AttemptKey attempt, AgentOrder order, CancellationToken cancellationToken)
    {
        Crash.Point("agent.submit: before the request");
        lock (_lock)
        {
            if (!_orders.TryGetValue(attempt, out var orders)) _orders[attempt] = orders = new Dictionary<string, (AgentOrder, DateTimeOffset)>(StringComparer.Ordinal);
            orders.TryAdd(order.Id, (order, time.GetUtcNow()));
        }

        Crash.Point("agent.submit: between request and reply");
        return ValueTask.CompletedTask;
    }

    public async ValueTask<AgentView> WaitAsync(AttemptKey attempt, long seen, TimeSpan atMost, CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; ; waited += TimeSpan.FromSeconds(1))
        {
            var view = await ViewAsync(attempt, cancellationToken);
            if (view.Version != seen || waited >= atMost) return view;
            await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
        }
    }

    public ValueTask<PortResult<PhoneHomeTicket>> OpenAsync(AttemptKey attempt, CancellationToken cancellationToken) =>
        ValueTask.FromResult<PortResult<PhoneHomeTicket>>(new PhoneHomeTicket(new Uri("https://engine/phone-home/v1/t"), "pem"));

    public async ValueTask<PhoneHomeReport?> WaitAsync(AttemptKey attempt, TimeSpan atMost, CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; ; waited += TimeSpan.FromSeconds(1))
        {
            Crash.Alive();
            if (!SystemNeverReports && machine.RunsSystemOf(attempt.Claim, attempt.Number))
                return new PhoneHomeReport(machine.LastReset!.Value, machine.Installed!.Value.Instance, "n1", Reported(machine.InBand()));
            if (waited >= atMost) return null;
            await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
        }
    }

    public PortResult<ActivationChallenge> Challenge(AgentAnswer.Identified keys) => new ActivationChallenge([1], [2], [3]);

    public AttestationResult Verify(AgentAnswer.Identified keys, AgentAnswer.Quoted quote, ValueArray<byte> nonce, AttestationBasis basis) => QuoteIsGood
        ? new AttestationResult(quote.Attest == nonce && basis.KeyActivated, ValueMap<string, string>.Empty.Set("Nonce", "passed"), Facts, null)
        : new AttestationResult(false, ValueMap<string, string>.Empty, ValueMap<string, string>.Empty, FakeBmcs.FaultOf(FaultKind.AttestationFailed));

    private AgentView View(AttemptKey attempt)
    {
        if (Away is { } away && time.GetUtcNow() < away.Until) return new AgentView(1, "session", IsContested, away.LastSeen, InBand(), ValueMap<string, AgentAnswer>.Empty, null);
        var runs = machine.RunsAgentOf(attempt.Claim, attempt.Number) && !Withdrawn.Contains(attempt);
        if (runs && _orders.TryGetValue(attempt, out var orders))
        {
            foreach (var (id, order) in orders)
            {
                var needs = order.Order is AgentOrder.WriteImage ? WriteTime : TimeSpan.Zero;
                if (!_done.ContainsKey(id + attempt) && time.GetUtcNow() >= order.At + needs) _done[id + attempt] = Carry(attempt, order.Order);
            }
        }

        var answers = ValueMap<string, AgentAnswer>.Empty;
        if (_orders.TryGetValue(attempt, out orders))
        {
            foreach (var id in orders.Keys)
            {
                if (_done.TryGetValue(id + attempt, out var answer)) answers = answers.Set(id, answer);
            }
        }

        return new AgentView(
            answers.Count + (runs ? 100 : 0) + (IsContested ? 1000 : 0),
            runs ? "session" : null,
            IsContested,
            runs ? time.GetUtcNow() : null,
            runs ? InBand() : null,
            answers,
            null);
    }

    // An installed system reports less than the agent does: no kinds of drives, no speeds, no names of interfaces.
    private static InBandInventory Reported(InBandInventory seen) => seen with
    {
        Interfaces = seen.Interfaces.Select(nic => new NetworkInterface("", nic.Mac, null)).ToValueArray(),
        Drives = seen.Drives.Select(drive => new Drive(drive.Id, drive.Serial, null, drive.SizeBytes, null)).ToValueArray(),
        TpmPresent = null,
        BootId = null,
    };

    private InBandInventory InBand() => machine.InBand() with { TpmPresent = HasTpm };

    private AgentAnswer Carry(AttemptKey attempt, AgentOrder order) => order.Match<AgentAnswer>(
        _ => HasTpm ? new AgentAnswer.Identified([1], [2], [3]) : new AgentAnswer.NoTpm(),
        _ => new AgentAnswer.Activated([3]),
        quote => new AgentAnswer.Quoted(quote.Nonce, [1], ValueMap<int, string>.Empty.Set(4, "aa"), [1]),
        write =>
        {
            if (WriteFaults.TryDequeue(out var planned)) return new AgentAnswer.Failed(planned);
            var isOwn = machine.DiskBearsUnfinishedMarker || (write.Write.MayRewriteOwn && machine.Installed?.Claim == write.Write.Marker.Claim.Text);
            if (machine.DiskIsOccupied && !write.Write.AllowDataLoss && !isOwn)
            {
                return new AgentAnswer.Failed(new Fault(
                    FaultKind.DiskOccupied, OperationDiagnostics.CameToNothing("n1", "Write image", $"disk {machine.DiskSerial} of 1024 GiB bears data")));
            }

            machine.ImageWrites++;
            machine.DiskIsOccupied = true;
            machine.DiskBearsUnfinishedMarker = true;
            return new AgentAnswer.Written(new ImageWritten(machine.DiskSerial, 1L << 40, 1000, "cc", 10, 10));
        },
        identity =>
        {
            if (IdentityFaults.TryDequeue(out var planned)) return new AgentAnswer.Failed(planned);
            machine.DiskBearsUnfinishedMarker = false;
            machine.Installed = (attempt.Claim, attempt.Number, identity.Identity.InstanceId);
            NetworkConfigSeen = identity.Identity.NetworkConfig;
            if (identity.Identity.UserData is { } data) UserDataSeen.Add(data.Reveal());
            return new AgentAnswer.IdentityWritten(true);
        },
        _ => new AgentAnswer.Completed());
}
