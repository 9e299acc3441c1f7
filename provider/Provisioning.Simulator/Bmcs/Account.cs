namespace Provisioning.Simulator.Bmcs;

/// <summary>An account of a BMC.</summary>
internal sealed class Account
{
    public required string Id { get; init; }

    public required string UserName { get; set; }

    public required string Password { get; set; }

    public required string Role { get; set; }

    public bool Enabled { get; set; } = true;

    public int FailedLogins { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }
}
