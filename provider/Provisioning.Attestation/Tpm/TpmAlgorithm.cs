namespace Provisioning.Attestation.Tpm;

/// <summary>Algorithm identifiers (TPM 2.0 part 2, TPM_ALG_ID), as far as they occur in keys, quotes and event logs.</summary>
internal enum TpmAlgorithm : ushort
{
    Rsa = 0x0001,
    Sha1 = 0x0004,
    Aes = 0x0006,
    Sha256 = 0x000B,
    Sha384 = 0x000C,
    Sha512 = 0x000D,
    Null = 0x0010,
    RsaSsa = 0x0014,
    RsaPss = 0x0016,
    EcDsa = 0x0018,
    EcDaa = 0x001A,
    Ecc = 0x0023,
    Cfb = 0x0043,
}
