using Provisioning.Engine.Planning;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.Operations;

/// <summary>Asks to make it so.</summary>
/// <param name="Desired">What is wanted.</param>
/// <param name="Claim">The claim in the door's state; null: a create.</param>
public sealed record ServerApplyCommand(ServerDesired Desired, ClaimId? Claim)
{
    /// <summary>What the door's state says of the server, so that a store that never saw it (another runner) can take it up; null: a create.</summary>
    public ServerObserved? Prior { get; init; }

    /// <summary>What the plan said that is applied; null: it could not say.</summary>
    public PlannedScope? Planned { get; init; }
}
