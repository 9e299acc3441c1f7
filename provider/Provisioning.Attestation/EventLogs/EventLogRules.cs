using System.Text;
using Provisioning.Attestation.Tpm;
using Provisioning.Model.Attestation;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Attestation.EventLogs;

/// <summary>What a log must be like beyond its replay. Each rule gives its first fault, or null.</summary>
internal static class EventLogRules
{
    private const int BootManagerRegister = 4;
    private const int SecureBootRegister = 7;
    private const int SeparatorLength = 4;
    private const int LongestAction = 64;
    private const int FirmwareRegisters = 8;

    private static readonly ValueArray<string> SecureBootVariables = ["SecureBoot", "PK", "KEK", "db", "dbx"];

    /// <summary>
    /// Where the data is what was hashed, the digest is that of the data. Authorities (EV_EFI_VARIABLE_AUTHORITY) are left out: released
    /// versions of shim measure something other than they log, and nothing here reads them.
    /// </summary>
    public static Diagnostic? DigestFault(EventLog log, TpmAlgorithm bank)
    {
        foreach (var entry in log.Events.Where(entry => IsOfData(entry) && entry.Digests.ContainsKey(bank)))
        {
            if (TpmHash.Compute(bank, entry.Data.AsSpan()).AsSpan().SequenceEqual(entry.Digests[bank].AsSpan())) continue;
            return AttestationDiagnostics.ChangedEventData(
                $"Event {entry.Position} (PCR {entry.Pcr}, type 0x{(uint)entry.Type:x}): its data gives another digest than was measured.");
        }

        return null;
    }

    /// <summary>One separator in each of PCR 0 to 7, and the Secure Boot variables before that of PCR 7.</summary>
    public static Diagnostic? SeparatorFault(EventLog log, TpmAlgorithm bank)
    {
        for (var pcr = 0; pcr < FirmwareRegisters; pcr++)
        {
            var separators = log.Of(pcr, bank).Count(entry => entry.Type == EventType.Separator);
            if (separators != 1) return AttestationDiagnostics.WrongSeparators($"PCR {pcr} has {separators} separators; one is right.");
        }

        var beyond = false;
        foreach (var entry in log.Of(SecureBootRegister, bank))
        {
            beyond |= entry.Type == EventType.Separator;
            if (!beyond || entry.Type != EventType.EfiVariableDriverConfig) continue;
            if (UefiVariable.Parse(entry.Data.AsSpan()) is { } variable && SecureBootVariables.Contains(variable.Name))
            {
                return AttestationDiagnostics.WrongSeparators($"Event {entry.Position}: variable {variable.Name} after the separator of PCR 7.");
            }
        }

        return null;
    }

    /// <summary>
    /// Everything that was started, in order: each event of PCR 4 that is not plainly something else. The type of an event is not measured, so
    /// a log can call an application anything; only events whose measured data is harmless text are left out.
    /// </summary>
    public static IEnumerable<MeasuredEvent> Booted(EventLog log, TpmAlgorithm bank) =>
        log.Of(BootManagerRegister, bank).Where(entry => !IsHarmless(entry, bank));

    /// <summary>No debug mode, no audit mode.</summary>
    public static Diagnostic? ModeFault(EventLog log, TpmAlgorithm bank)
    {
        foreach (var entry in log.Of(SecureBootRegister, bank))
        {
            if (entry.Type == EventType.EfiAction && Encoding.ASCII.GetString(entry.Data.AsSpan()).StartsWith("UEFI Debug Mode", StringComparison.Ordinal))
            {
                return AttestationDiagnostics.UnsafeMode($"Event {entry.Position}: UEFI Debug Mode.");
            }

            if (Variable(entry) is { Name: "AuditMode", Value: [not 0, ..] })
            {
                return AttestationDiagnostics.UnsafeMode($"Event {entry.Position}: AuditMode is on.");
            }
        }

        return null;
    }

    /// <summary>What the variables in PCR 7 say. Believe it only where <see cref="DigestFault"/> finds nothing and the replay agrees.</summary>
    public static SecureBootState SecureBoot(EventLog log, TpmAlgorithm bank)
    {
        var variables = log.Of(SecureBootRegister, bank).Select(Variable).OfType<UefiVariable>().ToList();
        if (variables.Find(variable => variable.Name == "PK") is { Value: [] }) return SecureBootState.SetupMode;
        return variables.Find(variable => variable.Name == "SecureBoot")?.Value switch
        {
            [1] => SecureBootState.On,
            [0] or [] => SecureBootState.Off,
            _ => SecureBootState.Unknown,
        };
    }

    private static bool IsHarmless(MeasuredEvent entry, TpmAlgorithm bank)
    {
        var data = entry.Data.AsSpan();
        var known = data.Length == SeparatorLength || data.StartsWith("Calling EFI Application from Boot Option"u8)
            || data.StartsWith("Returning from EFI Application from Boot Option"u8);
        return known && data.Length <= LongestAction
            && TpmHash.Compute(bank, data).AsSpan().SequenceEqual(entry.Digests[bank].AsSpan());
    }

    private static UefiVariable? Variable(MeasuredEvent entry) =>
        entry.Type == EventType.EfiVariableDriverConfig ? UefiVariable.Parse(entry.Data.AsSpan()) : null;

    private static bool IsOfData(MeasuredEvent entry) =>
        entry.Type is EventType.EfiVariableDriverConfig or EventType.Separator or EventType.EfiAction;
}
