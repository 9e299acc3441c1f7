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

    /// <summary>BM6043.</summary>
    public static readonly DiagnosticDescriptor OrderUnusable = DiagnosticDescriptor.Error(
        6043,
        "Attestation was asked for in a way that no TPM can answer",
        "Engine and agent do not agree; nothing was measured and user data is withheld.",
        "Build the deploy image again, so that agent and engine are of one version.");

    /// <summary>BM6044.</summary>
    public static readonly DiagnosticDescriptor KeyChanged = DiagnosticDescriptor.Error(
        6044,
        "TPM has another attestation key",
        "The key that was to be proven is not the one that this TPM has: the TPM was cleared or changed in between.",
        "Repeat the stage; if nobody cleared the TPM, look at the machine.");

    /// <summary>BM6045.</summary>
    public static readonly DiagnosticDescriptor Vanished = DiagnosticDescriptor.Error(
        6045,
        "A machine that had a TPM shows none",
        "Whoever wants to run something else in our agent's place would say that there is no TPM; user data is withheld.",
        "Look whether the TPM was disabled in the firmware's settings or taken out. If that is meant, `baremetal forget NAME` and import the machine: a new claim begins with nothing known of it.");

    /// <summary>All of them.</summary>
    public static ValueArray<DiagnosticDescriptor> All => [CommandFailed, NoAnswer, AnswerMalformed, OrderUnusable, KeyChanged, Vanished];

    /// <summary>The agent finds no TPM where one was.</summary>
    public static Diagnostic HasVanished(string server) =>
        Vanished.Occurs($"{server}: the agent finds no TPM", "An agent on this machine has told of a TPM 2.0 before.");

    /// <summary>Bank, registers or nonce are out of range.</summary>
    public static Diagnostic Unusable(string seen) => OrderUnusable.Occurs("The TPM cannot answer what was asked", seen);

    /// <summary>The key that is meant is not the one that is loaded.</summary>
    public static Diagnostic OtherKey(string meant, string present) =>
        KeyChanged.Occurs("The TPM has another attestation key", $"Meant is {meant}; present is {present}.");

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
