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
        "Write a time as 2026-05-01T08:00:00Z, or a span from now such as 30s, 90m, 1h30m or 2d.");

    /// <summary>BM8156.</summary>
    public static readonly DiagnosticDescriptor AuthoritiesUnreadable = DiagnosticDescriptor.Error(
        8156,
        "The certificate authorities cannot be read",
        "Without them no BMC's certificate could be verified.",
        "Give a PEM file that you may read with --tls-ca or BAREMETAL_TLS_CA_FILE.");

    /// <summary>BM8157.</summary>
    public static readonly DiagnosticDescriptor NotUnderstood = DiagnosticDescriptor.Error(
        8157,
        "The command line is not understood",
        "Nothing was done.",
        "See `baremetal --help`.");

    /// <summary>BM8158.</summary>
    public static readonly DiagnosticDescriptor HeadMalformed = DiagnosticDescriptor.Error(
        8158,
        "The head of a chain of receipts is malformed",
        "A head that cannot be compared would verify nothing, so nothing was verified.",
        "Write --head DIGEST or --head CLAIM=DIGEST; the digest is a SHA-256 of 64 hex digits, as `baremetal history NAME` and an earlier `receipts verify` show it.");

    /// <summary>BM8159.</summary>
    public static readonly DiagnosticDescriptor HeadUnknown = DiagnosticDescriptor.Error(
        8159,
        "No chain of these receipts ends with the head that was given",
        "Receipts were cut off at the end, or left out, or the head is that of other receipts.",
        "Export the receipts again, look whether the head belongs to this site, and compare with `baremetal history NAME`.");

    /// <summary>BM8160.</summary>
    public static readonly DiagnosticDescriptor FingerprintMalformed = DiagnosticDescriptor.Error(
        8160,
        "A certificate's fingerprint is malformed",
        "A fingerprint that no certificate can have would lock the engine out of the BMC; nothing was changed.",
        "Give the certificate's SHA-256, 64 hex digits with or without colons; `baremetal doctor ADDRESS` shows it.");

    /// <summary>All of them.</summary>
    public static ValueArray<DiagnosticDescriptor> All =>
    [
        CredentialMalformed, CredentialUnresolved, ReceiptsUnreadable, OutputUnwritable, KeysCameAlong, TimeMalformed,
        AuthoritiesUnreadable, NotUnderstood, HeadMalformed, HeadUnknown, FingerprintMalformed,
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

    /// <summary>Arguments that make no command.</summary>
    /// <param name="verb">What was understood of it, e.g. <c>baremetal hold</c>.</param>
    /// <param name="seen">What is wrong with the rest.</param>
    public static Diagnostic Misunderstood(string verb, string seen) =>
        NotUnderstood.Occurs("The command line is not understood", seen) with { Action = $"See `{verb} --help`." };

    /// <summary>A head that is none.</summary>
    public static Diagnostic Head(string text) => HeadMalformed.Occurs("The head of a chain of receipts is malformed", $"'{text}' was given.");

    /// <summary>A head that no chain has.</summary>
    public static Diagnostic NoSuchHead(string head, string seen) => HeadUnknown.Occurs($"No chain of these receipts ends with {head}", seen);

    /// <summary>A fingerprint that is none.</summary>
    public static Diagnostic Fingerprint(string text) => FingerprintMalformed.Occurs("The fingerprint is malformed", $"'{text}' was given.");

    /// <summary>A time that is none.</summary>
    public static Diagnostic Time(string text) => TimeMalformed.Occurs("The time cannot be read", $"'{text}' was given.");
}
