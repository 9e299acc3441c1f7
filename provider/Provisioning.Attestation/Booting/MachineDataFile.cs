namespace Provisioning.Attestation.Booting;

/// <summary>A credential file beside the image on a machine's medium.</summary>
/// <param name="Name">Its file name, ASCII, ending in <c>.cred</c>.</param>
/// <param name="Content">Its bytes.</param>
public sealed record MachineDataFile(string Name, ReadOnlyMemory<byte> Content);
