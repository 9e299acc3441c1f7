using System.Globalization;
using Provisioning.Attestation.Tpm;
using Provisioning.Model.Attestation;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Attestation.EventLogs;

/// <summary>
/// Reads an event log in either layout: SHA-1 only (TPM 1.2), or crypto-agile, which begins with an event of the old layout that
/// names the hashes. Total: any bytes give a log or a diagnostic.
/// </summary>
internal static class EventLogParser
{
    private const int Sha1Size = 20;
    private const int BanksAtMost = 16;
    private const int RegistersAtMost = 32;
    private const int NoRegister = -1;

    /// <summary>Reads a log to its end. Padding of zeros or ones after the last event is not part of it.</summary>
    public static Outcome<EventLog> Parse(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty) return AttestationDiagnostics.MalformedLog("The log is empty.");
        var reader = new LogReader(data);
        var events = new List<MeasuredEvent>();
        var banks = ReadHeader(ref reader);
        if (banks is [])
        {
            return AttestationDiagnostics.MalformedLog("The header event does not name hashes that we know the length of.");
        }

        var agile = banks is not null;
        var known = banks ?? [new Bank(TpmAlgorithm.Sha1, Sha1Size)];
        if (!agile) reader = new LogReader(data);
        while (!reader.Failed && !IsPadding(reader.Rest))
        {
            var start = reader.Offset;
            var entry = agile ? ReadAgile(ref reader, events.Count, known) : ReadOld(ref reader, events.Count);
            if (entry is null || reader.Failed)
            {
                return AttestationDiagnostics.MalformedLog(string.Create(
                    CultureInfo.InvariantCulture, $"Event {events.Count} at byte {start} of {data.Length} cannot be read."));
            }

            events.Add(entry);
        }

        return reader.Failed
            ? AttestationDiagnostics.MalformedLog("The header event is cut off.")
            : new EventLog(
                known.Select(bank => bank.Algorithm).Where(algorithm => TpmHash.Size(algorithm) != 0).ToValueArray(),
                Locality(events),
                events.ToValueArray());
    }

    /// <summary>The hashes of a crypto-agile log; empty when its header is broken; null when the log is of the old layout.</summary>
    private static List<Bank>? ReadHeader(ref LogReader reader)
    {
        if (ReadOld(ref reader, 0) is not { Type: EventType.NoAction, Pcr: 0 } header) return reader.Failed ? [] : null;
        var data = new LogReader(header.Data.AsSpan());
        if (!data.Take(16).SequenceEqual("Spec ID Event03\0"u8)) return null;
        _ = data.Take(8);
        var count = data.UInt32();
        var banks = new List<Bank>();
        for (var i = 0u; i < count && count <= BanksAtMost && !data.Failed; i++)
        {
            var bank = new Bank((TpmAlgorithm)data.UInt16(), data.UInt16());
            var size = TpmHash.Size(bank.Algorithm);
            if (bank.Size == 0 || (size != 0 && size != bank.Size) || banks.Any(other => other.Algorithm == bank.Algorithm)) return [];
            banks.Add(bank);
        }

        return data.Failed ? [] : banks;
    }

    private static MeasuredEvent? ReadOld(ref LogReader reader, int position)
    {
        var pcr = reader.UInt32();
        var type = (EventType)reader.UInt32();
        var digest = ValueArray.Create(reader.Take(Sha1Size));
        var data = ValueArray.Create(reader.Take(reader.UInt32()));
        if (reader.Failed || Register(pcr, type) is not { } register) return null;
        return new MeasuredEvent(
            position, register, type, ValueMap<TpmAlgorithm, ValueArray<byte>>.Empty.Set(TpmAlgorithm.Sha1, digest), data);
    }

    private static MeasuredEvent? ReadAgile(ref LogReader reader, int position, List<Bank> banks)
    {
        var pcr = reader.UInt32();
        var type = (EventType)reader.UInt32();
        var count = reader.UInt32();
        var digests = ValueMap<TpmAlgorithm, ValueArray<byte>>.Empty;
        if (count > BanksAtMost) return null;
        for (var i = 0u; i < count && !reader.Failed; i++)
        {
            var algorithm = (TpmAlgorithm)reader.UInt16();
            if (banks.Find(bank => bank.Algorithm == algorithm) is not { } known || digests.ContainsKey(algorithm)) return null;
            digests = digests.Set(algorithm, ValueArray.Create(reader.Take((uint)known.Size)));
        }

        var data = ValueArray.Create(reader.Take(reader.UInt32()));
        return reader.Failed || Register(pcr, type) is not { } register ? null : new MeasuredEvent(position, register, type, digests, data);
    }

    /// <summary>A note may stand on a register that does not exist (0xFFFFFFFF), and is then of none; what extends may not.</summary>
    private static int? Register(uint pcr, EventType type) =>
        pcr < RegistersAtMost ? (int)pcr : type == EventType.NoAction && pcr == uint.MaxValue ? NoRegister : null;

    private static byte Locality(List<MeasuredEvent> events)
    {
        var note = events.Find(entry => entry is { Type: EventType.NoAction, Pcr: 0, Data.Count: 17 }
            && entry.Data.AsSpan()[..16].SequenceEqual("StartupLocality\0"u8));
        return note is null ? (byte)0 : note.Data[16];
    }

    private static bool IsPadding(ReadOnlySpan<byte> rest) =>
        rest.IsEmpty || !rest.ContainsAnyExcept((byte)0) || !rest.ContainsAnyExcept((byte)0xFF);

    private sealed record Bank(TpmAlgorithm Algorithm, int Size);
}
