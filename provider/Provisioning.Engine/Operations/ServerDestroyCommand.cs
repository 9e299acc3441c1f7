using Provisioning.Model.Servers;

namespace Provisioning.Engine.Operations;

/// <summary>Asks to leave a machine.</summary>
/// <param name="Name">The server's name.</param>
/// <param name="Bmc">How to reach its BMC.</param>
/// <param name="Claim">The claim in the door's state.</param>
/// <param name="Rule">What becomes of the machine.</param>
/// <param name="Allow">What the prior state allowed.</param>
/// <param name="Timeout">How long it may take.</param>
public sealed record ServerDestroyCommand(string Name, BmcEndpoint Bmc, ClaimId Claim, DestroyRule Rule, Allowance Allow, TimeSpan Timeout)
{
    /// <summary>What the door's state says of the server: on a store that never saw it, this alone tells which machine is meant. Null: nothing.</summary>
    public ServerObserved? Prior { get; init; }
}
