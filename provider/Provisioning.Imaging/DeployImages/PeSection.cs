namespace Provisioning.Imaging.DeployImages;

/// <summary>One section of an EFI program.</summary>
/// <param name="Name">Its name, at most 8 bytes.</param>
/// <param name="MemorySize">Bytes that count in memory.</param>
/// <param name="Address">Where it lies in memory, relative to the program's base.</param>
/// <param name="FileSize">Bytes in the file, a multiple of the file alignment.</param>
/// <param name="FileOffset">Where they are in the file.</param>
internal sealed record PeSection(string Name, uint MemorySize, uint Address, uint FileSize, uint FileOffset);
