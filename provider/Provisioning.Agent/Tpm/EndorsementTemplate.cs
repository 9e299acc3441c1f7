namespace Provisioning.Agent.Tpm;

/// <summary>
/// How an endorsement key is made again from its seed: the same template gives the same key for ever (TCG EK Credential Profile, annex B).
/// </summary>
/// <param name="CertificateIndex">The NV index of its certificate.</param>
/// <param name="Template">TPMT_PUBLIC.</param>
/// <param name="NeedsPolicy">Whether it is used by policy only, else by its empty password.</param>
internal sealed record EndorsementTemplate(uint CertificateIndex, byte[] Template, bool NeedsPolicy)
{
    private const ushort Rsa = 0x0001;
    private const ushort Aes = 0x0006;
    private const ushort Sha256 = 0x000B;
    private const ushort Sha384 = 0x000C;
    private const ushort None = 0x0010;
    private const ushort Ecc = 0x0023;
    private const ushort Cfb = 0x0043;
    private const ushort P256 = 0x0003;
    private const ushort P384 = 0x0004;

    // fixedTPM, fixedParent, sensitiveDataOrigin, adminWithPolicy, restricted, decrypt; the high range adds userWithAuth.
    private const uint LowRange = 0x000300B2;
    private const uint HighRange = 0x000300F2;

    // PolicySecret(TPM_RH_ENDORSEMENT), and for the high range that or PolicyAuthorizeNV, as digests.
    private static readonly byte[] PolicyA = Convert.FromHexString("837197674484B3F81A90CC8D46A5D724FD52D76E06520B64F2A1DA1B331469AA");
    private static readonly byte[] PolicyB = Convert.FromHexString(
        "B26E7D28D11A50BC53D882BCF5FD3A1A074148BB35D3B4E4CB1C0AD9BDE419CACB47BA09699646150F9FC000F3F80E12");

    /// <summary>RSA 2048, template L-1: what nearly every TPM has a certificate for.</summary>
    public static EndorsementTemplate Rsa2048 { get; } = new(
        0x01C00002,
        new TpmBuffer().UInt16(Rsa).UInt16(Sha256).UInt32(LowRange).Sized(PolicyA)
            .UInt16(Aes).UInt16(128).UInt16(Cfb).UInt16(None).UInt16(2048).UInt32(0).Sized(new byte[256]).ToArray(),
        NeedsPolicy: true);

    /// <summary>ECC P-256, template L-2.</summary>
    public static EndorsementTemplate EccP256 { get; } = new(
        0x01C0000A,
        new TpmBuffer().UInt16(Ecc).UInt16(Sha256).UInt32(LowRange).Sized(PolicyA)
            .UInt16(Aes).UInt16(128).UInt16(Cfb).UInt16(None).UInt16(P256).UInt16(None).Sized(new byte[32]).Sized(new byte[32]).ToArray(),
        NeedsPolicy: true);

    /// <summary>ECC P-384, template H-3.</summary>
    public static EndorsementTemplate EccP384 { get; } = new(
        0x01C00016,
        new TpmBuffer().UInt16(Ecc).UInt16(Sha384).UInt32(HighRange).Sized(PolicyB)
            .UInt16(Aes).UInt16(256).UInt16(Cfb).UInt16(None).UInt16(P384).UInt16(None).Sized([]).Sized([]).ToArray(),
        NeedsPolicy: false);

    /// <summary>In the order in which they are looked for.</summary>
    public static IReadOnlyList<EndorsementTemplate> All { get; } = [Rsa2048, EccP256, EccP384];

    /// <summary>
    /// The template of our attestation key: ECC P-256, restricted to signing what the TPM made, with ECDSA and SHA-256. A primary key of the
    /// endorsement hierarchy: it comes out the same at each boot, needs no storage, and the counters in its quotes are not blurred.
    /// </summary>
    public static byte[] AttestationKey { get; } = new TpmBuffer()
        .UInt16(Ecc).UInt16(Sha256).UInt32(0x00050472).Sized([])
        .UInt16(None).UInt16(0x0018).UInt16(Sha256).UInt16(P256).UInt16(None).Sized([]).Sized([]).ToArray();
}
