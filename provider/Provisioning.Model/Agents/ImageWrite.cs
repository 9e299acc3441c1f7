using Provisioning.Model.Imaging;

namespace Provisioning.Model.Agents;

/// <summary>What is written where.</summary>
public sealed record ImageWrite
{
    /// <summary>Where the agent gets it.</summary>
    public required Uri Source { get; init; }

    /// <summary>SHA-256 of the file as stored.</summary>
    public required string Sha256 { get; init; }

    /// <summary>SHA-256 of the raw disk, when known.</summary>
    public string? DiskSha256 { get; init; }

    /// <summary>The size of the file as stored, in bytes.</summary>
    public required long SizeBytes { get; init; }

    /// <summary><c>none</c>, <c>gz</c> or <c>zst</c>.</summary>
    public required string Compression { get; init; }

    /// <summary>Which disk.</summary>
    public required RootDiskHints RootDisk { get; init; }

    /// <summary>Whether an occupied disk may be written.</summary>
    public required bool AllowDataLoss { get; init; }

    /// <summary>
    /// Whether a disk that this claim finished may be written again: no image of the claim was ever committed, so what stands there is the rest of
    /// an attempt that failed behind its last write, and no system in use. A disk of another claim is never meant by it.
    /// </summary>
    public bool MayRewriteOwn { get; init; }

    /// <summary>Who owns the disk.</summary>
    public required DiskMarker Marker { get; init; }
}
