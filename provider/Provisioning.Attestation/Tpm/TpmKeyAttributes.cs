namespace Provisioning.Attestation.Tpm;

/// <summary>Object attributes (TPM 2.0 part 2, TPMA_OBJECT).</summary>
[Flags]
internal enum TpmKeyAttributes : uint
{
    FixedTpm = 0x2,
    FixedParent = 0x10,
    SensitiveDataOrigin = 0x20,
    Restricted = 0x10000,
    Decrypt = 0x20000,
    Sign = 0x40000,
}
