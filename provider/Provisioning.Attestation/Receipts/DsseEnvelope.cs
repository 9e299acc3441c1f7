using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Provisioning.Model.Collections;

namespace Provisioning.Attestation.Receipts;

/// <summary>A signed message (DSSE 1.0.2, github.com/secure-systems-lab/dsse).</summary>
/// <param name="PayloadType">How the payload is to be read.</param>
/// <param name="Payload">The bytes that were signed, as signed.</param>
/// <param name="Signatures">The signatures; at least one.</param>
public sealed record DsseEnvelope(string PayloadType, ValueArray<byte> Payload, ValueArray<DsseSignature> Signatures)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>What is signed: type and payload with their lengths before them, so that neither can pass for part of the other.</summary>
    public static byte[] SignedBytes(string payloadType, ReadOnlySpan<byte> payload)
    {
        var type = Encoding.UTF8.GetBytes(payloadType);
        var head = string.Create(CultureInfo.InvariantCulture, $"DSSEv1 {type.Length} ");
        var middle = string.Create(CultureInfo.InvariantCulture, $" {payload.Length} ");
        return [.. Encoding.ASCII.GetBytes(head), .. type, .. Encoding.ASCII.GetBytes(middle), .. payload];
    }

    /// <summary>Reads an envelope; null when it is none. Total.</summary>
    public static DsseEnvelope? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            var root = document.RootElement;
            if (Text(root, "payloadType") is not { } type || Bytes(root, "payload") is not { } payload
                || !root.TryGetProperty("signatures", out var list) || list.ValueKind != JsonValueKind.Array) return null;
            var signatures = ValueArray<DsseSignature>.Empty;
            foreach (var item in list.EnumerateArray())
            {
                if (item.ValueKind != JsonValueKind.Object || Bytes(item, "sig") is not { } signature) return null;
                signatures = signatures.Add(new DsseSignature(Text(item, "keyid") ?? "", ValueArray.Create<byte>(signature)));
            }

            return signatures.IsEmpty ? null : new DsseEnvelope(type, ValueArray.Create<byte>(payload), signatures);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether one of the signatures was made by the key. ECDSA signatures occur as DER and as two numbers side by side; both are read.</summary>
    public bool IsSignedBy(ECDsa key)
    {
        var data = SignedBytes(PayloadType, Payload.AsSpan());
        return Signatures.Any(signature => Verifies(key, data, signature, DSASignatureFormat.Rfc3279DerSequence)
            || Verifies(key, data, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
    }

    /// <summary>The envelope as JSON.</summary>
    public byte[] ToJson() => new CanonicalObject()
        .Add("payload", Convert.ToBase64String(Payload.AsSpan()))
        .Add("payloadType", PayloadType)
        .Add("signatures", Signatures.Select(signature => new CanonicalObject()
            .Add("keyid", signature.KeyId)
            .Add("sig", Convert.ToBase64String(signature.Signature.AsSpan()))))
        .ToBytes();

    private static bool Verifies(ECDsa key, byte[] data, DsseSignature signature, DSASignatureFormat format)
    {
        try
        {
            return key.VerifyData(data, signature.Signature.AsSpan(), HashAlgorithmName.SHA256, format);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static string? Text(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String) return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate in an escape is valid JSON and no text.
            return null;
        }
    }

    /// <summary>Either alphabet of base64, as verifiers must accept.</summary>
    private static byte[]? Bytes(JsonElement element, string name)
    {
        if (Text(element, name)?.Replace('-', '+').Replace('_', '/') is not { } text) return null;
        var buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), buffer, out var length) ? buffer[..length] : null;
    }
}
