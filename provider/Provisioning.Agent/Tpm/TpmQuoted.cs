namespace Provisioning.Agent.Tpm;

/// <summary>A quote.</summary>
/// <param name="Attest">TPMS_ATTEST.</param>
/// <param name="Signature">TPMT_SIGNATURE.</param>
internal sealed record TpmQuoted(byte[] Attest, byte[] Signature);
