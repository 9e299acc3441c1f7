using System.Security.Cryptography;
using Provisioning.Model.Attestation;
using Provisioning.Model.Collections;

namespace Provisioning.Attestation.Receipts;

/// <summary>Signs receipts with the site's key. Not safe for use by several threads at once.</summary>
public sealed class ReceiptSigner
{
    private readonly ECDsa _key;

    /// <summary>With the site's key.</summary>
    /// <param name="key">ECDSA on P-256; stays the caller's.</param>
    /// <exception cref="ArgumentException">The key is on another curve.</exception>
    public ReceiptSigner(ECDsa key)
    {
        if (key.KeySize != SiteKey.Bits) throw new ArgumentException("Receipts are signed with a P-256 key.", nameof(key));
        _key = key;
        KeyId = SiteKey.IdOf(key);
    }

    /// <summary>The key's id: SHA-256 of its SubjectPublicKeyInfo in lower-case hexadecimal.</summary>
    public string KeyId { get; }

    /// <summary>The public key as PEM, to lie beside the receipts (<see cref="ReceiptNames.KeyFile"/>).</summary>
    public string PublicKeyPem => _key.ExportSubjectPublicKeyInfoPem() + "\n";

    /// <summary>Signs one receipt.</summary>
    public SignedReceipt Sign(Receipt receipt)
    {
        var payload = ReceiptStatement.Write(receipt);
        var signature = _key.SignData(
            DsseEnvelope.SignedBytes(ReceiptNames.PayloadType, payload), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        var envelope = new DsseEnvelope(
            ReceiptNames.PayloadType, ValueArray.Create<byte>(payload), [new DsseSignature(KeyId, ValueArray.Create<byte>(signature))]);
        return new SignedReceipt(ReceiptNames.FileOf(receipt), envelope.ToJson(), Convert.ToHexStringLower(SHA256.HashData(payload)));
    }
}
