namespace Provisioning.Model.Servers;

/// <summary>What an operator allows an operation to do.</summary>
/// <param name="DataLoss">Whether disks that bear data may be written.</param>
/// <param name="Reboot">Whether the machine may be restarted.</param>
public sealed record Allowance(bool DataLoss, bool Reboot)
{
    /// <summary>No data loss; reboots allowed.</summary>
    public static Allowance Default { get; } = new(false, true);
}
