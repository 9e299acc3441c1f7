using System.Buffers.Binary;

namespace Provisioning.Attestation.Tpm;

/// <summary>The public area of a TPM key (TPM 2.0 part 2, TPMT_PUBLIC) of the kinds that endorsement and attestation keys have: RSA, and ECC on the NIST curves.</summary>
internal sealed class TpmPublic
{
    private TpmPublic(byte[] bytes, TpmAlgorithm nameAlgorithm, TpmKeyAttributes attributes, TpmAlgorithm symmetric, int symmetricBits,
        TpmAlgorithm scheme, TpmAlgorithm schemeHash, TpmKeyMaterial key)
    {
        Bytes = bytes;
        NameAlgorithm = nameAlgorithm;
        Attributes = attributes;
        Symmetric = symmetric;
        SymmetricBits = symmetricBits;
        Scheme = scheme;
        SchemeHash = schemeHash;
        Key = key;
        Name = new byte[2 + TpmHash.Size(nameAlgorithm)];
        BinaryPrimitives.WriteUInt16BigEndian(Name, (ushort)nameAlgorithm);
        TpmHash.Compute(nameAlgorithm, bytes.AsSpan()).CopyTo(Name, 2);
    }

    /// <summary>The area as the TPM hashes it.</summary>
    public byte[] Bytes { get; }

    /// <summary>The TPM's name for the key: algorithm and digest of <see cref="Bytes"/> (part 1, section 16).</summary>
    public byte[] Name { get; }

    public TpmAlgorithm NameAlgorithm { get; }

    public TpmKeyAttributes Attributes { get; }

    /// <summary>The cipher that a restricted decryption key protects its children with.</summary>
    public TpmAlgorithm Symmetric { get; }

    public int SymmetricBits { get; }

    /// <summary>The signing scheme, or <see cref="TpmAlgorithm.Null"/>.</summary>
    public TpmAlgorithm Scheme { get; }

    public TpmAlgorithm SchemeHash { get; }

    public TpmKeyMaterial Key { get; }

    /// <summary>Reads TPMT_PUBLIC, or TPM2B_PUBLIC around it. Null when it is anything else.</summary>
    public static TpmPublic? Parse(ReadOnlySpan<byte> data)
    {
        if (data.Length > 2 && BinaryPrimitives.ReadUInt16BigEndian(data) == data.Length - 2) data = data[2..];
        var reader = new TpmReader(data);
        var type = reader.Algorithm();
        var nameAlgorithm = reader.Algorithm();
        var attributes = (TpmKeyAttributes)reader.UInt32();
        _ = reader.Sized();
        if (type is not (TpmAlgorithm.Rsa or TpmAlgorithm.Ecc) || TpmHash.Size(nameAlgorithm) == 0) return null;

        var symmetric = reader.Algorithm();
        var symmetricBits = symmetric == TpmAlgorithm.Null ? 0 : reader.UInt16();
        if (symmetric != TpmAlgorithm.Null && reader.Algorithm() != TpmAlgorithm.Cfb) return null;
        var scheme = reader.Algorithm();
        var schemeHash = scheme == TpmAlgorithm.Null ? TpmAlgorithm.Null : reader.Algorithm();
        if (scheme == TpmAlgorithm.EcDaa) _ = reader.UInt16();

        TpmKeyMaterial? key = type == TpmAlgorithm.Rsa ? TpmKeyMaterial.ReadRsa(ref reader) : TpmKeyMaterial.ReadEcc(ref reader);
        return key is not null && reader.IsComplete
            ? new TpmPublic(data.ToArray(), nameAlgorithm, attributes, symmetric, symmetricBits, scheme, schemeHash, key)
            : null;
    }
}
