using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Model.Attestation;

/// <summary>BM604x: faults of a machine's TPM, as the agent meets them.</summary>
public static class TpmDiagnostics
{
    /// <summary>BM6040.</summary>
    public static readonly DiagnosticDescriptor CommandFailed = DiagnosticDescriptor.Error(
        6040,
        "TPM refused a command",
        "Without it the machine cannot show what it booted; user data is withheld.",
        "Look up the response code. A TPM in lockout, or whose endorsement hierarchy has a password or is disabled, must be cleared in the firmware's settings.");

    /// <summary>BM6041.</summary>
    public static readonly DiagnosticDescriptor NoAnswer = DiagnosticDescriptor.Error(
        6041,
        "TPM does not answer",
        "Without it the machine cannot show what it booted; user data is withheld.",
        "Power-cycle the machine; if it happens again, update its TPM's firmware.");

    /// <summary>BM6042.</summary>
    public static readonly DiagnosticDescriptor AnswerMalformed = DiagnosticDescriptor.Error(
        6042,
        "TPM answers with nonsense",
        "Without a proper answer the machine cannot show what it booted; user data is withheld.",
        "Power-cycle the machine; if it happens again, report it with the TPM's maker and firmware version.");

    /// <summary>All of them.</summary>
    public static ValueArray<DiagnosticDescriptor> All => [CommandFailed, NoAnswer, AnswerMalformed];

    /// <summary>The TPM answered with a response code.</summary>
    /// <param name="command">The command by its name in the specification.</param>
    /// <param name="responseCode">The code (TPM 2.0 part 2, TPM_RC).</param>
    public static Diagnostic Refused(string command, uint responseCode) =>
        CommandFailed.Occurs($"The TPM refused {command}", $"Response code 0x{responseCode:x3}.");

    /// <summary>The TPM did not answer in time, or its device failed.</summary>
    public static Diagnostic Silent(string command, string seen) => NoAnswer.Occurs($"The TPM does not answer {command}", seen);

    /// <summary>The answer cannot be read.</summary>
    public static Diagnostic Nonsense(string command, string seen) => AnswerMalformed.Occurs($"The TPM's answer to {command} cannot be read", seen);
}
