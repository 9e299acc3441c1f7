using Provisioning.Model.Collections;

namespace Provisioning.Attestation.Receipts;

/// <summary>One signature of an envelope.</summary>
/// <param name="KeyId">Which key may have made it: a hint that nobody vouches for. Empty when there is none.</param>
/// <param name="Signature">The signature.</param>
public sealed record DsseSignature(string KeyId, ValueArray<byte> Signature);
