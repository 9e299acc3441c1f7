using System.Buffers.Binary;
using System.Security.Cryptography;
using Provisioning.Agent.Tpm;
using Provisioning.Attestation.EventLogs;
using Provisioning.Attestation.Evidence;
using Provisioning.Attestation.Tests.Booting;
using Provisioning.Attestation.Tests.EventLogs;
using Provisioning.Attestation.Tpm;
using Provisioning.Model.Attestation;
using Provisioning.Model.Collections;

namespace Provisioning.Attestation.Tests.Evidence;

/// <summary>Good evidence without a TPM, made with keys of our own over the recorded boot, so that each part of it can be spoilt at will.</summary>
internal sealed record AttestedMachine
{
    public static readonly byte[] Nonce = [.. Enumerable.Range(0, 32).Select(number => (byte)number)];
    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly byte[] BootLog = RecordedData.Own(OwnImageTests.BootLog);

    public uint Magic { get; init; } = TpmQuote.Magic;

    public ushort Type { get; init; } = TpmQuote.QuoteType;

    public byte[] QuotedNonce { get; init; } = Nonce;

    public uint ResetCount { get; init; } = 7;

    public ValueArray<int> Pcrs { get; init; } = AttestationExpectation.DefaultPcrs;

    public byte[] Log { get; init; } = BootLog;

    /// <summary>The log that the registers were really made by, where it differs from the one shown.</summary>
    public byte[]? RealLog { get; init; }

    public uint KeyAttributes { get; init; } = 0x00050472;

    public uint EndorsementAttributes { get; init; } = 0x000300B2;

    public AttestationEvidence ToEvidence()
    {
        var quote = Quote();
        var signature = Key.SignData(quote, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return new AttestationEvidence
        {
            EndorsementKey = Area(EndorsementAttributes, 0x0006),
            AttestationKey = Area(KeyAttributes, 0x0010),
            Quote = quote,
            Signature = new TpmBuffer().UInt16(0x0018).UInt16(0x000B).Sized(signature.AsSpan(0, 32)).Sized(signature.AsSpan(32)).ToArray(),
            EventLog = Log,
        };
    }

    public static AttestationExpectation Expectation { get; } = new()
    {
        Nonce = Nonce,
        KeyActivated = true,
        PreviousResetCount = 6,
        Image = new UkiMeasurement
        {
            AuthenticodeSha256 = OwnImageTests.UkiAuthenticode,
            KernelAuthenticodeSha256 = OwnImageTests.KernelAuthenticode,
            Pcr11 = OwnImageTests.Pcr11,
            StubVersion = "252",
        },
        MachineDataPcr12 = OwnImageTests.Pcr12,
    };

    /// <summary>A log with events appended, crypto-agile, SHA-256.</summary>
    public static byte[] Append(byte[] log, params (int Pcr, uint Type, byte[] Digest, byte[] Data)[] events)
    {
        var stream = new MemoryStream();
        stream.Write(log);
        foreach (var (pcr, type, digest, data) in events)
        {
            Little((uint)pcr);
            Little(type);
            Little(1);
            stream.Write([0x0B, 0x00]);
            stream.Write(digest);
            Little((uint)data.Length);
            stream.Write(data);
        }

        return stream.ToArray();

        void Little(uint value)
        {
            Span<byte> bytes = stackalloc byte[4];
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
            stream.Write(bytes);
        }
    }

    private byte[] Quote()
    {
        EventLog? made = EventLogParser.Parse(RealLog ?? Log).Match(success => success.Value, _ => RecordedEventLogTests.Parse(BootLog));
        var bitmap = new byte[3];
        foreach (var pcr in Pcrs) bitmap[pcr / 8] |= (byte)(1 << (pcr % 8));
        var digest = TpmHash.Compute(TpmAlgorithm.Sha256, [.. Pcrs.Select(pcr => made.Replay(pcr, TpmAlgorithm.Sha256))]);
        return new TpmBuffer().UInt32(Magic).UInt16(Type).Sized(new byte[34]).Sized(QuotedNonce)
            .Raw(new byte[8]).UInt32(ResetCount).UInt32(0).Byte(1).Raw(new byte[8])
            .UInt32(1).UInt16(0x000B).Byte(3).Raw(bitmap).Sized(digest).ToArray();
    }

    private static byte[] Area(uint attributes, ushort symmetric)
    {
        var point = Key.ExportParameters(false).Q;
        var area = new TpmBuffer().UInt16(0x0023).UInt16(0x000B).UInt32(attributes).Sized([]).UInt16(symmetric);
        _ = symmetric == 0x0010 ? area.UInt16(0x0018).UInt16(0x000B) : area.UInt16(128).UInt16(0x0043).UInt16(0x0010);
        return area.UInt16(0x0003).UInt16(0x0010).Sized(point.X).Sized(point.Y).ToArray();
    }
}
