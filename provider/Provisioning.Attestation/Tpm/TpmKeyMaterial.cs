using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;

namespace Provisioning.Attestation.Tpm;

/// <summary>The numbers of a public key.</summary>
internal abstract record TpmKeyMaterial
{
    private TpmKeyMaterial()
    {
    }

    /// <summary>Calls the function of the case at hand.</summary>
    public T Match<T>(Func<RsaKey, T> rsa, Func<EccKey, T> ecc) => this switch
    {
        RsaKey key => rsa(key),
        EccKey key => ecc(key),
        _ => throw new UnreachableException(),
    };

    /// <summary>The RSA part of TPMT_PUBLIC: key bits, exponent (0 means 65537), modulus.</summary>
    public static RsaKey? ReadRsa(ref TpmReader reader)
    {
        var bits = reader.UInt16();
        var exponent = reader.UInt32();
        var modulus = reader.Sized();
        if (bits is < 1024 or > 4096 || modulus.Length * 8 != bits) return null;
        var exponentBytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(exponentBytes, exponent == 0 ? 65537 : exponent);
        return new RsaKey(modulus, exponentBytes.AsSpan().TrimStart((byte)0).ToArray());
    }

    /// <summary>The ECC part of TPMT_PUBLIC: curve, key derivation scheme, point.</summary>
    public static EccKey? ReadEcc(ref TpmReader reader)
    {
        var curve = TpmCurve.Find(reader.UInt16());
        if (reader.Algorithm() != TpmAlgorithm.Null) _ = reader.UInt16();
        var x = reader.Sized();
        var y = reader.Sized();
        if (curve is null || x.Length > curve.Bytes || y.Length > curve.Bytes) return null;
        return new EccKey(curve, TpmCurve.Pad(x, curve.Bytes), TpmCurve.Pad(y, curve.Bytes));
    }

    /// <summary>An RSA key; both numbers big-endian.</summary>
    public sealed record RsaKey(byte[] Modulus, byte[] Exponent) : TpmKeyMaterial
    {
        /// <summary>The key for .NET; null when its library refuses the numbers.</summary>
        public RSA? Open()
        {
            try
            {
                return RSA.Create(new RSAParameters { Modulus = Modulus, Exponent = Exponent });
            }
            catch (CryptographicException)
            {
                return null;
            }
        }
    }

    /// <summary>An ECC key; the coordinates have the length of the curve.</summary>
    public sealed record EccKey(TpmCurve Curve, byte[] X, byte[] Y) : TpmKeyMaterial
    {
        private ECParameters Parameters => new() { Curve = Curve.Named, Q = new ECPoint { X = X, Y = Y } };

        /// <summary>The key for signatures; null when the point is not on the curve.</summary>
        public ECDsa? Open()
        {
            try
            {
                return ECDsa.Create(Parameters);
            }
            catch (CryptographicException)
            {
                return null;
            }
        }

        /// <summary>The key for key agreement; null when the point is not on the curve.</summary>
        public ECDiffieHellman? OpenForAgreement()
        {
            try
            {
                return ECDiffieHellman.Create(Parameters);
            }
            catch (CryptographicException)
            {
                return null;
            }
        }
    }
}
