namespace Provisioning.AgentContract.Disks;

/// <summary>
/// What the agent leaves on the root disk so that nobody takes it for a stranger's: 4096 bytes at the disk's end − 1 MiB, the magic
/// <c>BAREMETALMARKER1</c>, this as JSON, and a SHA-256 over both.
/// </summary>
/// <param name="Site">The site.</param>
/// <param name="ServerName">The server's name.</param>
/// <param name="Uuid">Its system UUID.</param>
/// <param name="Serial">Its system serial number.</param>
/// <param name="Claim">The claim that the disk belongs to.</param>
/// <param name="State">How far the write went.</param>
/// <param name="TaskId">The task that wrote it.</param>
/// <param name="ImageSha256">Of the image file as stored.</param>
/// <param name="RawSha256">Of the raw image, once it was read back and found equal.</param>
/// <param name="BytesWritten">Length of the raw image, likewise.</param>
public sealed record DiskMarker(
    string Site,
    string ServerName,
    string Uuid,
    string Serial,
    string Claim,
    MarkerState State = MarkerState.Unfinished,
    string? TaskId = null,
    string? ImageSha256 = null,
    string? RawSha256 = null,
    long? BytesWritten = null);
