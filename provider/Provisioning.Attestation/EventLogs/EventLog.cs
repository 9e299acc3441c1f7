using Provisioning.Attestation.Tpm;
using Provisioning.Model.Collections;

namespace Provisioning.Attestation.EventLogs;

/// <summary>What firmware says it measured, in order (TCG PC Client Platform Firmware Profile, section 10).</summary>
/// <param name="Banks">The banks that the log has digests for.</param>
/// <param name="StartupLocality">The locality that PCR 0 starts from; 0 unless the log says otherwise.</param>
/// <param name="Events">The events, header excluded.</param>
internal sealed record EventLog(ValueArray<TpmAlgorithm> Banks, byte StartupLocality, ValueArray<MeasuredEvent> Events)
{
    private const int DynamicRegistersFrom = 17;
    private const int DynamicRegistersTo = 22;

    /// <summary>The events that extend one register and have a digest in the bank.</summary>
    public IEnumerable<MeasuredEvent> Of(int pcr, TpmAlgorithm bank) =>
        Events.Where(entry => entry.Pcr == pcr && entry.Extends && entry.Digests.ContainsKey(bank));

    /// <summary>The value of a register after all events.</summary>
    public byte[] Replay(int pcr, TpmAlgorithm bank)
    {
        var value = new byte[TpmHash.Size(bank)];
        if (pcr == 0) value[^1] = StartupLocality;
        if (pcr is >= DynamicRegistersFrom and <= DynamicRegistersTo) Array.Fill(value, (byte)0xFF);
        foreach (var entry in Of(pcr, bank)) value = TpmHash.Compute(bank, value, [.. entry.Digests[bank]]);
        return value;
    }
}
