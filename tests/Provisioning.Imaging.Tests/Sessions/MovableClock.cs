namespace Provisioning.Imaging.Tests.Sessions;

/// <summary>The real clock, and timers, with a time of day that a test moves on.</summary>
internal sealed class MovableClock : TimeProvider
{
    private TimeSpan _ahead;

    public void Advance(TimeSpan by) => _ahead += by;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;
}
