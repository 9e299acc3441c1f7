namespace Provisioning.Simulator.Bmcs;

/// <summary>The management controller's own settings. Used under the BMC's gate.</summary>
internal sealed class ManagerState(TimeProvider time, string hostName)
{
    private DateTimeOffset _awayUntil = DateTimeOffset.MinValue;

    public string HostName { get; set; } = hostName;

    public string Fqdn { get; set; } = hostName;

    public bool NtpEnabled { get; set; }

    public List<string> NtpServers { get; } = [];

    public bool IpmiEnabled { get; set; }

    public string TimeZoneOffset { get; set; } = "+00:00";

    /// <summary>How far the BMC's clock is from ours.</summary>
    public TimeSpan ClockOffset { get; set; }

    public DateTimeOffset LastReset { get; private set; } = time.GetUtcNow();

    public int ResetCount { get; private set; }

    public DateTimeOffset Now => time.GetUtcNow() + ClockOffset;

    /// <summary>Somebody pulled the BMC's cable.</summary>
    public bool Unplugged { get; set; }

    public bool Reachable => !Unplugged && time.GetUtcNow() >= _awayUntil;

    /// <summary>Starts a reset: the BMC is away for a while.</summary>
    public void Reset(TimeSpan away)
    {
        ResetCount++;
        LastReset = time.GetUtcNow();
        _awayUntil = LastReset + away;
    }
}
