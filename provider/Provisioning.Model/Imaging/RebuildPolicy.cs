namespace Provisioning.Model.Imaging;

/// <summary>Whether a new image digest rebuilds a machine.</summary>
public enum RebuildPolicy
{
    /// <summary>It shows as "image out of date" and nothing is written.</summary>
    Never = 1,

    /// <summary>The machine is rebuilt (with data loss allowed).</summary>
    WhenImageChanges = 2,
}
