using Provisioning.Model.Servers;

namespace Provisioning.Engine.Operations;

/// <summary>Asks for a plan.</summary>
/// <param name="Desired">What is wanted. Unknown documents are absent.</param>
/// <param name="Claim">The claim in the door's state; null: a create.</param>
/// <param name="Prior">What the door's state says of the server; null: a create.</param>
/// <param name="PriorAllowance">What the prior state allowed; null: a create.</param>
/// <param name="LookAtMachine">Whether the machine may be asked, for diagnostics.</param>
public sealed record ServerPlanQuery(
    ServerDesired Desired, ClaimId? Claim, ServerObserved? Prior, Allowance? PriorAllowance, bool LookAtMachine);
