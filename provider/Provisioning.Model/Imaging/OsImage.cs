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
