namespace Provisioning.Model.Agents;

/// <summary>How the write went.</summary>
/// <param name="DiskSerial">The disk's serial number.</param>
/// <param name="DiskSizeBytes">Its size in bytes.</param>
/// <param name="BytesWritten">Raw bytes written.</param>
/// <param name="RawSha256">SHA-256 of the raw bytes as read back.</param>
/// <param name="WriteMs">Milliseconds for streaming and writing.</param>
/// <param name="VerifyMs">Milliseconds for reading back.</param>
public sealed record ImageWritten(string DiskSerial, long DiskSizeBytes, long BytesWritten, string RawSha256, long WriteMs, long VerifyMs);
