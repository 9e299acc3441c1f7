using Provisioning.Model.Collections;
using Provisioning.Model.Faults;

namespace Provisioning.Engine.Servers;

/// <summary>How far a step is.</summary>
/// <param name="State">The last row.</param>
/// <param name="Tries">How often it was intended.</param>
/// <param name="Since">When the last row was written.</param>
/// <param name="Witness">What was seen before the action: last reset time, power state, boot progress.</param>
/// <param name="Evidence">What was seen after it.</param>
/// <param name="TaskUri">The BMC's task that carries it out; null: none.</param>
/// <param name="Remedies">Rungs of the ladder used on it, in order.</param>
public sealed record StepRecord(
    StepState State,
    int Tries,
    DateTimeOffset Since,
    ValueMap<string, string> Witness,
    ValueMap<string, string> Evidence,
    string? TaskUri,
    ValueArray<Remedy> Remedies)
{
    /// <summary>How often it is known to have failed; a try whose end nobody knows is not among them.</summary>
    public int Failures { get; init; }
}
