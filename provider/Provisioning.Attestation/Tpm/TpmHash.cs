using System.Security.Cryptography;

namespace Provisioning.Attestation.Tpm;

/// <summary>What we know of a hash algorithm of the TPM.</summary>
internal static class TpmHash
{
    /// <summary>The length of a digest in bytes, or 0 for an algorithm that is no hash that we know.</summary>
    public static int Size(TpmAlgorithm algorithm) => algorithm switch
    {
        TpmAlgorithm.Sha1 => 20,
        TpmAlgorithm.Sha256 => 32,
        TpmAlgorithm.Sha384 => 48,
        TpmAlgorithm.Sha512 => 64,
        _ => 0,
    };

    /// <summary>Whether a digest may carry a judgement today.</summary>
    public static bool IsStrong(TpmAlgorithm algorithm) => Size(algorithm) >= 32;

    /// <summary>The name that .NET knows it by. Only for algorithms with a <see cref="Size"/>.</summary>
    public static HashAlgorithmName Name(TpmAlgorithm algorithm) => algorithm switch
    {
        TpmAlgorithm.Sha1 => HashAlgorithmName.SHA1,
        TpmAlgorithm.Sha256 => HashAlgorithmName.SHA256,
        TpmAlgorithm.Sha384 => HashAlgorithmName.SHA384,
        TpmAlgorithm.Sha512 => HashAlgorithmName.SHA512,
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "Not a hash algorithm"),
    };

    /// <summary>The bank's name as reports write it.</summary>
    public static string BankName(TpmAlgorithm algorithm) => algorithm switch
    {
        TpmAlgorithm.Sha1 => "sha1",
        TpmAlgorithm.Sha256 => "sha256",
        TpmAlgorithm.Sha384 => "sha384",
        TpmAlgorithm.Sha512 => "sha512",
        _ => $"0x{(ushort)algorithm:x4}",
    };

    /// <summary>The algorithm of a bank by its name.</summary>
    public static bool TryParseBank(string name, out TpmAlgorithm algorithm)
    {
        algorithm = name switch
        {
            "sha1" => TpmAlgorithm.Sha1,
            "sha256" => TpmAlgorithm.Sha256,
            "sha384" => TpmAlgorithm.Sha384,
            "sha512" => TpmAlgorithm.Sha512,
            _ => TpmAlgorithm.Null,
        };
        return algorithm != TpmAlgorithm.Null;
    }

    /// <summary>Hashes the concatenation of the parts.</summary>
    public static byte[] Compute(TpmAlgorithm algorithm, params ReadOnlySpan<byte[]> parts)
    {
        using var hash = IncrementalHash.CreateHash(Name(algorithm));
        foreach (var part in parts) hash.AppendData(part);
        return hash.GetHashAndReset();
    }

    /// <summary>Hashes one run of bytes.</summary>
    public static byte[] Compute(TpmAlgorithm algorithm, ReadOnlySpan<byte> data)
    {
        using var hash = IncrementalHash.CreateHash(Name(algorithm));
        hash.AppendData(data);
        return hash.GetHashAndReset();
    }
}
