namespace Provisioning.Model.Servers;

/// <summary>Who must be behind a BMC.</summary>
/// <param name="Serial">The system's serial number; null: any.</param>
/// <param name="Uuid">The system's UUID; null: any.</param>
public sealed record ExpectedIdentity(string? Serial, Guid? Uuid)
{
    /// <summary>No expectation.</summary>
    public static ExpectedIdentity Anyone { get; } = new(null, null);

    /// <summary>Whether nothing is expected.</summary>
    public bool IsAnyone => Serial is null && Uuid is null;
}
