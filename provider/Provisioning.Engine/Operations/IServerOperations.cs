using Provisioning.Engine.Drift;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
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

    /// <summary>
    /// How the machine differs from what is wanted, by a look of this moment. Writes nothing to the machine and no record of it; logins are counted, and what
    /// the BMC can do is remembered, as with every look.
    /// </summary>
    /// <param name="context">Who asks.</param>
    /// <param name="desired">What is wanted.</param>
    /// <param name="fingerprint">The certificate that the BMC must show, SHA-256 as lower-case hex; null: the one that the store knows.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    ValueTask<ServerDrift> DriftAsync(DoorContext context, ServerDesired desired, string? fingerprint, CancellationToken cancellationToken);

    /// <summary>Adopts a machine without a restart: reads it and makes a claim.</summary>
    ValueTask<ServerOutcome> ImportAsync(DoorContext context, ServerLook look, CancellationToken cancellationToken);

    /// <summary>Leaves a machine by the rule. Acts only if the claim is still the current one; otherwise forgets, with a warning.</summary>
    ValueTask<ValueArray<Diagnostic>> DestroyAsync(
        DoorContext context, ServerDestroyCommand command, IOperationSink sink, CancellationToken cancellationToken);
}
