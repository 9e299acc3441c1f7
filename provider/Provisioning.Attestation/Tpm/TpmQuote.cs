using Provisioning.Model.Collections;

namespace Provisioning.Attestation.Tpm;

/// <summary>A quote as the TPM signed it (part 2, TPMS_ATTEST with TPMS_QUOTE_INFO).</summary>
internal sealed record TpmQuote
{
    /// <summary>What TPM structures start with, so that a restricted key never signs a forged one: <c>FF 'TCG'</c>.</summary>
    public const uint Magic = 0xFF544347;

    /// <summary>TPM_ST_ATTEST_QUOTE.</summary>
    public const ushort QuoteType = 0x8018;

    private const int BanksAtMost = 16;

    public required byte[] QualifiedSigner { get; init; }

    public required byte[] ExtraData { get; init; }

    public required ulong Clock { get; init; }

    public required uint ResetCount { get; init; }

    public required uint RestartCount { get; init; }

    public required bool Safe { get; init; }

    public required ulong FirmwareVersion { get; init; }

    public required ValueArray<PcrSelection> Selections { get; init; }

    public required byte[] PcrDigest { get; init; }

    /// <summary>Magic and type, whatever follows; for the text of a fault.</summary>
    public static (uint Magic, ushort Type) ReadHeader(ReadOnlySpan<byte> data)
    {
        var reader = new TpmReader(data);
        return (reader.UInt32(), reader.UInt16());
    }

    /// <summary>Reads a quote; null when it is anything else, or when something follows.</summary>
    public static TpmQuote? Parse(ReadOnlySpan<byte> data)
    {
        var reader = new TpmReader(data);
        if (reader.UInt32() != Magic || reader.UInt16() != QuoteType) return null;
        var signer = reader.Sized();
        var extra = reader.Sized();
        var clock = reader.UInt64();
        var resets = reader.UInt32();
        var restarts = reader.UInt32();
        var safe = reader.Byte();
        var firmware = reader.UInt64();
        var selections = ReadSelections(ref reader);
        var digest = reader.Sized();
        if (!reader.IsComplete || safe > 1) return null;
        return new TpmQuote
        {
            QualifiedSigner = signer,
            ExtraData = extra,
            Clock = clock,
            ResetCount = resets,
            RestartCount = restarts,
            Safe = safe == 1,
            FirmwareVersion = firmware,
            Selections = selections,
            PcrDigest = digest,
        };
    }

    private static ValueArray<PcrSelection> ReadSelections(ref TpmReader reader)
    {
        var selections = ValueArray<PcrSelection>.Empty;
        var count = reader.UInt32();
        for (var i = 0u; i < count && i < BanksAtMost && !reader.Failed; i++)
        {
            var bank = reader.Algorithm();
            var bitmap = reader.Take(reader.Byte());
            var pcrs = ValueArray<int>.Empty;
            for (var pcr = 0; pcr < bitmap.Length * 8; pcr++)
            {
                if ((bitmap[pcr / 8] & (1 << (pcr % 8))) != 0) pcrs = pcrs.Add(pcr);
            }

            selections = selections.Add(new PcrSelection(bank, pcrs));
        }

        return selections;
    }
}
