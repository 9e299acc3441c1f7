using System.Security.Cryptography;

namespace Provisioning.Attestation.Tpm;

/// <summary>RSAES-OAEP with a label (RFC 8017, section 7.1.1), which the framework does not offer: it knows the empty label only.</summary>
internal static class RsaOaep
{
    /// <summary>Encrypts for a key; null when the message is too long for it.</summary>
    /// <param name="key">The recipient's key.</param>
    /// <param name="hash">The hash for label and mask.</param>
    /// <param name="label">The label with its NUL.</param>
    /// <param name="message">What is encrypted.</param>
    /// <param name="seed">Random bytes, as many as the hash has.</param>
    public static byte[]? Encrypt(RSA key, TpmAlgorithm hash, ReadOnlySpan<byte> label, ReadOnlySpan<byte> message, ReadOnlySpan<byte> seed)
    {
        var parameters = key.ExportParameters(false);
        var length = parameters.Modulus!.Length;
        var size = TpmHash.Size(hash);
        if (message.Length > length - (2 * size) - 2) return null;

        var block = new byte[length];
        var masked = block.AsSpan(1, size);
        var data = block.AsSpan(1 + size);
        TpmHash.Compute(hash, label).CopyTo(data);
        data[data.Length - message.Length - 1] = 1;
        message.CopyTo(data[^message.Length..]);
        RsaMask.Apply(hash, seed, data);
        seed.CopyTo(masked);
        RsaMask.Apply(hash, data, masked);
        return RsaMask.PublicOperation(parameters, block);
    }
}
