using Provisioning.Model.Servers;

namespace Provisioning.Model.Imaging;

/// <summary>What is written to disk.</summary>
public sealed record OsImage
{
    /// <summary>The document's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where the file is: http, https or file.</summary>
    public required Uri Url { get; init; }

    /// <summary>SHA-256 of the file as stored, 64 lower-case hex digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>SHA-256 of the raw disk, when known.</summary>
    public string? DiskSha256 { get; init; }

    /// <summary>The disk format inside the file.</summary>
    public ImageFormat Format { get; init; } = ImageFormat.Raw;
}

/// <summary>The disk format of an image. Compression is told by the file's first bytes.</summary>
public enum ImageFormat
{
    /// <summary>The bytes of the disk.</summary>
    Raw = 1,
}

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

/// <summary>Whether a new image digest rebuilds a machine.</summary>
public enum RebuildPolicy
{
    /// <summary>It shows as "image out of date" and nothing is written.</summary>
    Never = 1,

    /// <summary>The machine is rebuilt (with data loss allowed).</summary>
    WhenImageChanges = 2,
}

/// <summary>What becomes of disks that are not the root disk.</summary>
public enum DataDiskRule
{
    /// <summary>They are never written.</summary>
    Keep = 1,
}

/// <summary>Which disk the system goes to. All hints must match.</summary>
/// <param name="MinSizeGib">Least size in GiB.</param>
/// <param name="MaxSizeGib">Largest size in GiB.</param>
/// <param name="Type"><c>nvme</c>, <c>ssd</c>, <c>hdd</c>; null: any.</param>
/// <param name="Serial">The disk's serial number.</param>
/// <param name="Wwn">The disk's world-wide name.</param>
/// <param name="Model">The disk's model, exactly.</param>
public sealed record RootDiskHints(long? MinSizeGib, long? MaxSizeGib, string? Type, string? Serial, string? Wwn, string? Model)
{
    /// <summary>The only disk that there is.</summary>
    public static RootDiskHints Any { get; } = new(null, null, null, null, null, null);
}
