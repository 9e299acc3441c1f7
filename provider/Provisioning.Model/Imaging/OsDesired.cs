using Provisioning.Model.Servers;

namespace Provisioning.Model.Imaging;

/// <summary>The operating system of a server.</summary>
public sealed record OsDesired
{
    /// <summary>The image.</summary>
    public required DocumentOf<OsImage> Image { get; init; }

    /// <summary>Which disk; none or several matches are an error, never a guess.</summary>
    public RootDiskHints RootDisk { get; init; } = RootDiskHints.Any;

    /// <summary>The host name; null: the server's name.</summary>
    public string? Hostname { get; init; }

    /// <summary>NoCloud user data; it may hold secrets and is sent only after attestation.</summary>
    public Security.Secret? UserData { get; init; }

    /// <summary>The operator's version of the user data; a change of it counts as a change.</summary>
    public long? UserDataVersion { get; init; }

    /// <summary>Whether a new image digest rebuilds.</summary>
    public RebuildPolicy RebuildPolicy { get; init; } = RebuildPolicy.Never;

    /// <summary>A new text here rebuilds once.</summary>
    public string? RebuildTrigger { get; init; }

    /// <summary>What becomes of other disks.</summary>
    public DataDiskRule DataDisks { get; init; } = DataDiskRule.Keep;
}
