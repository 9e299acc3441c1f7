using Provisioning.Model.Collections;

namespace Provisioning.Attestation.Tpm;

/// <summary>Registers of one bank (part 2, TPMS_PCR_SELECTION).</summary>
/// <param name="Bank">The bank's hash.</param>
/// <param name="Pcrs">The registers, ascending.</param>
internal sealed record PcrSelection(TpmAlgorithm Bank, ValueArray<int> Pcrs);
