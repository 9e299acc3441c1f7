namespace Provisioning.Agent.Tpm;

/// <summary>A key that is loaded in the TPM.</summary>
/// <param name="Handle">Its handle, until it is flushed.</param>
/// <param name="Public">TPMT_PUBLIC.</param>
/// <param name="Name">Its name: hash algorithm and digest of the public area.</param>
internal sealed record TpmKey(uint Handle, byte[] Public, byte[] Name);
