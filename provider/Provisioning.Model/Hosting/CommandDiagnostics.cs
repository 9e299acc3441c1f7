using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Model.Hosting;

/// <summary>BM815x: the command line.</summary>
public static class CommandDiagnostics
{
    /// <summary>BM8150.</summary>
    public static readonly DiagnosticDescriptor CredentialMalformed = DiagnosticDescriptor.Error(
        8150,
        "A credential reference is malformed",
        "Passwords are named by where they are, never written on a command line.",
        "Write NAME=USER:env:VARIABLE or NAME=USER:file:PATH, for example default=admin:env:BMC_PASSWORD.");

    /// <summary>BM8151.</summary>
    public static readonly DiagnosticDescriptor CredentialUnresolved = DiagnosticDescriptor.Error(
        8151,
        "A credential cannot be resolved",
        "Without the password nothing is tried: a wrong login counts towards a lock-out.",
        "Set the environment variable, or make the file readable, and run the command again.");

    /// <summary>BM8152.</summary>
    public static readonly DiagnosticDescriptor ReceiptsUnreadable = DiagnosticDescriptor.Error(
        8152,
        "Receipts cannot be read",
        "Verification needs the files of an export: receipts and the public key.",
        "Give the folder that `baremetal receipts export --output FOLDER` wrote.");

    /// <summary>BM8153.</summary>
    public static readonly DiagnosticDescriptor OutputUnwritable = DiagnosticDescriptor.Error(
        8153,
        "A result cannot be written",
        "Nothing else was changed.",
        "Give a folder that you may write to, with space left.");

    /// <summary>BM8154.</summary>
    public static readonly DiagnosticDescriptor KeysCameAlong = DiagnosticDescriptor.Warning(
        8154,
        "The receipts were verified with the key that came with them",
        "That shows that they agree with each other, not whose they are.",
        "Compare the key's id with one that you know, or give it with --key FILE.");

    /// <summary>BM8155.</summary>
    public static readonly DiagnosticDescriptor TimeMalformed = DiagnosticDescriptor.Error(
        8155,
        "A time cannot be read",
        "A hold that ended at another time than meant would let work begin under somebody's hands.",
        "Write a time as 2026-05-01T08:00:00Z, or a span such as 90m, 4h or 2d.");

    /// <summary>BM8156.</summary>
    public static readonly DiagnosticDescriptor AuthoritiesUnreadable = DiagnosticDescriptor.Error(
        8156,
        "The certificate authorities cannot be read",
        "Without them no BMC's certificate could be verified.",
        "Give a PEM file that you may read with --tls-ca or BAREMETAL_TLS_CA_FILE.");

    /// <summary>All of them.</summary>
    public static ValueArray<DiagnosticDescriptor> All =>
    [
        CredentialMalformed, CredentialUnresolved, ReceiptsUnreadable, OutputUnwritable, KeysCameAlong, TimeMalformed,
        AuthoritiesUnreadable,
    ];

    /// <summary>A reference that is none. Only its name is shown: the rest may be a password written by mistake.</summary>
    public static Diagnostic Malformed(string name) =>
        CredentialMalformed.Occurs($"The credential reference '{name}' is malformed", "It is not NAME=USER:env:VARIABLE or NAME=USER:file:PATH.");

    /// <summary>A reference that leads nowhere.</summary>
    public static Diagnostic Unresolved(string name, string seen) =>
        CredentialUnresolved.Occurs($"The credential '{name}' cannot be resolved", seen);

    /// <summary>A file of references that cannot be read.</summary>
    public static Diagnostic CredentialFile(string file, string seen) =>
        CredentialUnresolved.Occurs($"The credentials of {file} cannot be read", seen);

    /// <summary>A folder of receipts that cannot be read.</summary>
    public static Diagnostic Unreadable(string folder, string seen) => ReceiptsUnreadable.Occurs($"{folder} cannot be read", seen);

    /// <summary>A folder that cannot be written.</summary>
    public static Diagnostic Unwritable(string folder, string seen) => OutputUnwritable.Occurs($"{folder} cannot be written", seen);

    /// <summary>Keys that prove little.</summary>
    public static Diagnostic OwnKeys(string ids) =>
        KeysCameAlong.Occurs("The receipts were verified with the key that came with them", $"The key's id is {ids}.");

    /// <summary>A file of authorities that cannot be read.</summary>
    public static Diagnostic Authorities(string file, string seen) => AuthoritiesUnreadable.Occurs($"{file} cannot be read", seen);

    /// <summary>A time that is none.</summary>
    public static Diagnostic Time(string text) => TimeMalformed.Occurs("The time cannot be read", $"'{text}' was given.");
}
