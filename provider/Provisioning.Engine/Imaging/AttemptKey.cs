namespace Provisioning.Engine.Imaging;

/// <summary>Names one attempt at one machine: what media, tickets and sessions belong to.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Number">The attempt, counted from 1.</param>
public sealed record AttemptKey(string Claim, int Number)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Claim}/{Number}";
}
