using Provisioning.Engine.Drift;
using Provisioning.Engine.Operations;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Planning;
using Provisioning.Model.Servers;
using Provisioning.Model.Sites;

namespace Provisioning.Resources.Tests.Testing;

/// <summary>An engine with one machine that takes what it is told: it remembers what was asked, and answers as the real one would.</summary>
internal sealed class OneServerEngine : IServerOperations
{
    public static readonly ServerIdentity Identity = new(Guid.Parse("4c4c4544-0001-4000-8000-000000000001"), "SN1", "Rack Works", "RW-1");

    public ServerDesired? Planned { get; private set; }

    public ServerDestroyCommand? Destroyed { get; private set; }

    public ServerObserved Observed { get; set; } = new() { Identity = Identity, Lifecycle = LifecycleState.Ready, BmcFingerprint = "ab" };

    public ValueArray<Diagnostic> Answer { get; set; }

    public bool Fails { get; set; }

    public ValueTask<ServerPlan> PlanAsync(DoorContext context, ServerPlanQuery query, CancellationToken cancellationToken)
    {
        Planned = query.Desired;
        var wanted = ManagedSettings.Bios(query.Desired);
        var differs = query.Prior is null || wanted.Any(entry => !query.Prior.Bios.TryGetValue(entry.Key, out var value) || value != entry.Value);
        return ValueTask.FromResult(differs
            ? new ServerPlan
            {
                Stages = [Stage.Bios],
                Steps = [new PlannedStep("bios.set", "SetBiosSettings/1", Stage.Bios, "Set BIOS settings", "differs", 1, [])],
                Reboots = 1,
                EstimatedMinutes = 5,
                Diagnostics = Answer,
            }
            : new ServerPlan { Diagnostics = Answer });
    }

    public ValueTask<ServerOutcome> ApplyAsync(
        DoorContext context, ServerApplyCommand command, IOperationSink sink, CancellationToken cancellationToken)
    {
        if (Fails) return ValueTask.FromResult(new ServerOutcome(command.Claim is null ? null : Snapshot(), null, Answer));
        Observed = Observed with { Bios = ManagedSettings.Bios(command.Desired) };
        return ValueTask.FromResult(new ServerOutcome(Snapshot(), new ServerPlan { Reboots = 1, EstimatedMinutes = 5, Stages = [Stage.Bios] }, []));
    }

    public ValueTask<ServerOutcome> ReadAsync(DoorContext context, ServerLook look, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new ServerOutcome(Snapshot(), null, []));

    public ValueTask<ServerDrift> DriftAsync(DoorContext context, ServerDesired desired, string? fingerprint, CancellationToken cancellationToken) => ValueTask.FromResult(
        Fails ? new ServerDrift(null, null, [], Answer) : new ServerDrift(Identity, "ab", [new DriftedValue("bios.X", "on", null)], []));

    public ValueTask<ServerOutcome> ImportAsync(DoorContext context, ServerLook look, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new ServerOutcome(Snapshot() with { Name = look.Name }, null, []));

    public ValueTask<ValueArray<Diagnostic>> DestroyAsync(
        DoorContext context, ServerDestroyCommand command, IOperationSink sink, CancellationToken cancellationToken)
    {
        Destroyed = command;
        return ValueTask.FromResult(Answer);
    }

    private ServerSnapshot Snapshot() => new() { Name = "n1", Address = "10.1.0.11", Claim = new ClaimId("c1"), Observed = Observed, ReceiptHead = "aa", ReceiptCount = 2 };
}
