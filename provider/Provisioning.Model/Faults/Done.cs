namespace Provisioning.Model.Faults;

/// <summary>The value of a port call that has none.</summary>
public sealed record Done
{
    /// <summary>The only one.</summary>
    public static Done Instance { get; } = new();
}
