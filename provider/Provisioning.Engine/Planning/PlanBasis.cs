using Provisioning.Model.Servers;

namespace Provisioning.Engine.Planning;

/// <summary>What a plan starts from.</summary>
/// <param name="IsCreate">Whether the claim is not finished yet: a disk that is not known to be ours already is to be written.</param>
/// <param name="Observed">What is known of the machine; null: nothing.</param>
public sealed record PlanBasis(bool IsCreate, ServerObserved? Observed)
{
    /// <summary>Nothing is known.</summary>
    public static PlanBasis Nothing { get; } = new(true, null);
}
