using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Planning;
using Provisioning.Model.Servers;
using Provisioning.Model.Sites;

namespace Provisioning.Engine.Operations;

/// <summary>What can be asked of the engine about servers. Every door's request ends here.</summary>
public interface IServerOperations
{
    /// <summary>
    /// What would be done. The plan's steps and costs come from desired and prior alone; the store and, with
    /// <see cref="ServerPlanQuery.LookAtMachine"/>, the machine itself only add diagnostics (wrong machine, claimed by another object, held,
    /// unknown attributes, unreachable, resumes an attempt).
    /// </summary>
    ValueTask<ServerPlan> PlanAsync(DoorContext context, ServerPlanQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Makes it so: observes, plans again from what is really there, journals, executes, confirms. A cancelled token stops the running step by
    /// its class and returns what was reached. Adopts an operation that already runs for the same server and the same desired state.
    /// </summary>
    ValueTask<ServerOutcome> ApplyAsync(
        DoorContext context, ServerApplyCommand command, IOperationSink sink, CancellationToken cancellationToken);

    /// <summary>How the server is now; an unreachable one gives the last known snapshot and a warning (or an error when the site says so).</summary>
    ValueTask<ServerOutcome> ReadAsync(DoorContext context, ServerLook look, CancellationToken cancellationToken);

    /// <summary>Adopts a machine without a restart: reads it and makes a claim.</summary>
    ValueTask<ServerOutcome> ImportAsync(DoorContext context, ServerLook look, CancellationToken cancellationToken);

    /// <summary>Leaves a machine by the rule. Acts only if the claim is still the current one; otherwise forgets, with a warning.</summary>
    ValueTask<ValueArray<Diagnostic>> DestroyAsync(
        DoorContext context, ServerDestroyCommand command, IOperationSink sink, CancellationToken cancellationToken);
}

/// <summary>Hears of an operation's steps. Progress may be dropped, transitions never; a listener can stall nobody.</summary>
public interface IOperationSink
{
    /// <summary>The operation has an id now.</summary>
    void Started(string operationId);

    /// <summary>A step changed its state.</summary>
    void Transition(string server, string text);

    /// <summary>A step is at work.</summary>
    void Progress(string server, string text);
}

/// <summary>Asks for a plan.</summary>
/// <param name="Desired">What is wanted. Unknown documents are absent.</param>
/// <param name="Claim">The claim in the door's state; null: a create.</param>
/// <param name="Prior">What the door's state says of the server; null: a create.</param>
/// <param name="PriorAllowance">What the prior state allowed; null: a create.</param>
/// <param name="LookAtMachine">Whether the machine may be asked, for diagnostics.</param>
public sealed record ServerPlanQuery(
    ServerDesired Desired, ClaimId? Claim, ServerObserved? Prior, Allowance? PriorAllowance, bool LookAtMachine);

/// <summary>Asks to make it so.</summary>
/// <param name="Desired">What is wanted.</param>
/// <param name="Claim">The claim in the door's state; null: a create.</param>
public sealed record ServerApplyCommand(ServerDesired Desired, ClaimId? Claim)
{
    /// <summary>What the door's state says of the server, so that a store that never saw it (another runner) can take it up; null: a create.</summary>
    public ServerObserved? Prior { get; init; }
}

/// <summary>Asks for a look.</summary>
/// <param name="Name">The server's name.</param>
/// <param name="Bmc">How to reach its BMC.</param>
/// <param name="Claim">The claim; null for an import.</param>
/// <param name="BiosKeys">BIOS attributes to read.</param>
/// <param name="FirmwareKeys">Firmware roles to read.</param>
/// <param name="BmcSettingKeys">BMC settings to read.</param>
/// <param name="MaxAge">How old the answer may be; zero: ask the machine.</param>
public sealed record ServerLook(
    string Name,
    BmcEndpoint Bmc,
    ClaimId? Claim,
    ValueArray<string> BiosKeys,
    ValueArray<string> FirmwareKeys,
    ValueArray<string> BmcSettingKeys,
    TimeSpan MaxAge)
{
    /// <summary>What the door's state says of the server, so that a store that never saw it (another runner) can take it up; null: an import.</summary>
    public ServerObserved? Known { get; init; }
}

/// <summary>Asks to leave a machine.</summary>
/// <param name="Name">The server's name.</param>
/// <param name="Bmc">How to reach its BMC.</param>
/// <param name="Claim">The claim in the door's state.</param>
/// <param name="Rule">What becomes of the machine.</param>
/// <param name="Allow">What the prior state allowed.</param>
/// <param name="Timeout">How long it may take.</param>
public sealed record ServerDestroyCommand(string Name, BmcEndpoint Bmc, ClaimId Claim, DestroyRule Rule, Allowance Allow, TimeSpan Timeout);

/// <summary>What came of an operation or a look.</summary>
/// <param name="Snapshot">The server as far as it got; null where there is nothing to keep (a failed create, or gone).</param>
/// <param name="Executed">The plan that was carried out; null for a look.</param>
/// <param name="Diagnostics">What went wrong, or is worth saying.</param>
public sealed record ServerOutcome(ServerSnapshot? Snapshot, ServerPlan? Executed, ValueArray<Diagnostic> Diagnostics);

/// <summary>A server as the store has it.</summary>
public sealed record ServerSnapshot
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Who owns it.</summary>
    public required ClaimId Claim { get; init; }

    /// <summary>What is known of it.</summary>
    public required ServerObserved Observed { get; init; }

    /// <summary>Its conditions.</summary>
    public ValueArray<Condition> Conditions { get; init; }

    /// <summary>The digest of the last receipt, lower-case hex; null: none.</summary>
    public string? ReceiptHead { get; init; }

    /// <summary>How many receipts there are.</summary>
    public int ReceiptCount { get; init; }
}
