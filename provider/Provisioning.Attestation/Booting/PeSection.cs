namespace Provisioning.Attestation.Booting;

/// <summary>A section of a PE image.</summary>
/// <param name="Name">Up to eight characters.</param>
/// <param name="VirtualSize">Its size in memory in bytes.</param>
/// <param name="RawOffset">Where it begins in the file.</param>
/// <param name="RawSize">Its size in the file in bytes, padded.</param>
internal sealed record PeSection(string Name, uint VirtualSize, uint RawOffset, uint RawSize);
