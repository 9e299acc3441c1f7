using System.Globalization;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Model.Discovery;

/// <summary>BM10xx and BM11xx: reaching a BMC, trusting it, logging in, and what it answers.</summary>
public static class BmcDiagnostics
{
    /// <summary>BM1001.</summary>
    public static readonly DiagnosticDescriptor Unreachable = DiagnosticDescriptor.Error(
        1001,
        "BMC unreachable",
        "Nothing can be said about this machine, and nothing was changed on it.",
        "Check the address, the cable and the route to the management network, then run `baremetal doctor` with this address.");

    /// <summary>BM1002.</summary>
    public static readonly DiagnosticDescriptor TimedOut = DiagnosticDescriptor.Error(
        1002,
        "BMC did not answer in time",
        "The BMC took the connection and then hung. Whether a change that was asked for was made is found out by reading.",
        "Try again; if it happens again, restart the BMC and look at its event log.");

    /// <summary>BM1003.</summary>
    public static readonly DiagnosticDescriptor ConnectionLost = DiagnosticDescriptor.Error(
        1003,
        "Connection to the BMC lost",
        "The request may or may not have been carried out; that is found out by reading, never by sending it again.",
        "Run the command again: it looks first and goes on from what it finds.");

    /// <summary>BM1004.</summary>
    public static readonly DiagnosticDescriptor FingerprintChanged = DiagnosticDescriptor.Error(
        1004,
        "The BMC's certificate is not the trusted one",
        "Another device may answer at this address. No login was sent to it.",
        "If the certificate was replaced on purpose, run `baremetal trust NAME`; otherwise find out what answers at this address.");

    /// <summary>BM1005.</summary>
    public static readonly DiagnosticDescriptor CertificateUntrusted = DiagnosticDescriptor.Error(
        1005,
        "The BMC's certificate was not issued by a trusted authority",
        "Another device may answer at this address. No login was sent to it.",
        "Give the authority's certificate in `tls.ca_file`, install a certificate on the BMC, or use `trust = \"pin_on_first_use\"`.");

    /// <summary>BM1006.</summary>
    public static readonly DiagnosticDescriptor TlsFailed = DiagnosticDescriptor.Error(
        1006,
        "No TLS connection with the BMC",
        "What answers at this address does not speak TLS 1.2 or later, so it cannot be asked anything.",
        "Check the port, and that the BMC's HTTPS service is on and its firmware is not too old.");

    /// <summary>BM1007.</summary>
    public static readonly DiagnosticDescriptor AddressInvalid = DiagnosticDescriptor.Error(
        1007,
        "Not an address of a BMC",
        "The address is a host name or an IP address, with a port after a colon when it is not 443.",
        "Write for example `10.1.0.11`, `bmc-7.example.net:8443` or `[2001:db8::7]`.");

    /// <summary>BM1010.</summary>
    public static readonly DiagnosticDescriptor LoginRefused = DiagnosticDescriptor.Error(
        1010,
        "The BMC refused the login",
        "A BMC locks its accounts after a few wrong passwords, so each one is tried twice at most in 30 minutes, over all commands together.",
        "Correct the credential: with a new password the count starts again. With the same one it does 30 minutes after the last refusal.");

    /// <summary>BM1011.</summary>
    public static readonly DiagnosticDescriptor LoginWithheld = DiagnosticDescriptor.Error(
        1011,
        "Login not tried again",
        "The BMC refused this very password twice, or the account four times with several; another attempt could lock the account.",
        "Change the password of the credential to the right one, which is tried at once unless the account was refused four times. If the account was corrected on the BMC instead, wait until 30 minutes after the last refusal.");

    /// <summary>BM1012.</summary>
    public static readonly DiagnosticDescriptor PasswordChangeRequired = DiagnosticDescriptor.Error(
        1012,
        "The BMC wants the password to be changed first",
        "The password is right, but the BMC allows nothing with it until it is changed.",
        "Change the account's password on the BMC and give the new one as the credential.");

    /// <summary>BM1013.</summary>
    public static readonly DiagnosticDescriptor SessionsExhausted = DiagnosticDescriptor.Error(
        1013,
        "The BMC has no room for another session",
        "Other clients hold all sessions, and the BMC does not accept a login without one.",
        "Close sessions on the BMC, or wait until they expire.");

    /// <summary>BM1014.</summary>
    public static readonly DiagnosticDescriptor NotPermitted = DiagnosticDescriptor.Error(
        1014,
        "The account may not do this",
        "The BMC accepted the login and refused the request for want of privilege or licence.",
        "Give the account the operator or administrator role, or install the licence that the function needs.");

    /// <summary>BM1015.</summary>
    public static readonly DiagnosticDescriptor SessionExpired = DiagnosticDescriptor.Error(
        1015,
        "The BMC no longer accepts the session",
        "A new login worked, and the BMC refused the request all the same.",
        "Look whether the account was changed or the BMC restarts, then run the command again.");

    /// <summary>BM1016.</summary>
    public static readonly DiagnosticDescriptor CredentialMissing = DiagnosticDescriptor.Error(
        1016,
        "No login for this BMC",
        "The BMC tells nothing useful to anonymous clients.",
        "Name a credential of the site in `bmc.credential`.");

    /// <summary>BM1020.</summary>
    public static readonly DiagnosticDescriptor Busy = DiagnosticDescriptor.Error(
        1020,
        "The BMC is busy",
        "It restarts, or another job keeps it from taking this request.",
        "Wait until its jobs are done; the request is made again then.");

    /// <summary>BM1021.</summary>
    public static readonly DiagnosticDescriptor PreconditionFailed = DiagnosticDescriptor.Error(
        1021,
        "The object on the BMC changed under us",
        "Somebody else changes the same settings; nothing was written over theirs.",
        "Find out who else configures this BMC, then run the command again.");

    /// <summary>BM1022.</summary>
    public static readonly DiagnosticDescriptor Rejected = DiagnosticDescriptor.Error(
        1022,
        "The BMC rejected the request",
        "The BMC understood the request and said no; sending it again changes nothing.",
        "Read the BMC's own messages above; they name what it did not accept.");

    /// <summary>BM1030.</summary>
    public static readonly DiagnosticDescriptor Malformed = DiagnosticDescriptor.Error(
        1030,
        "The BMC's answer is not valid",
        "What it said cannot be relied on, so nothing is concluded from it.",
        "Restart the BMC; if it stays so, update its firmware and report the answer.");

    /// <summary>BM1031.</summary>
    public static readonly DiagnosticDescriptor BodyTooLarge = DiagnosticDescriptor.Error(
        1031,
        "The BMC's answer is too large",
        "Reading stopped at the limit, so that one BMC cannot take the engine's memory.",
        "Check what answers at this address; report it if it is a BMC.");

    /// <summary>BM1032.</summary>
    public static readonly DiagnosticDescriptor Redirected = DiagnosticDescriptor.Error(
        1032,
        "The BMC redirects to somewhere else",
        "Redirects are followed only on the same host and only a few times, so that no login is carried elsewhere.",
        "Give the address that the BMC really has.");

    /// <summary>BM1033.</summary>
    public static readonly DiagnosticDescriptor NotRedfish = DiagnosticDescriptor.Error(
        1033,
        "What answers here is no Redfish service",
        "A web server answers at this address, and it is none that a machine could be managed by. No login was sent to it.",
        "Give the BMC's own address and port: this may be the host's web server, a proxy or a switch. If it is the BMC, wait until it has started, turn its Redfish service on, or update its firmware; `baremetal doctor ADDRESS` asks again.");

    /// <summary>BM1040.</summary>
    public static readonly DiagnosticDescriptor NotSupported = DiagnosticDescriptor.Error(
        1040,
        "This BMC has no such function",
        "The BMC does not offer what is needed, so this cannot be done over Redfish on this machine.",
        "Update the BMC's firmware or licence, or leave this out of the server's definition.");

    /// <summary>BM1041.</summary>
    public static readonly DiagnosticDescriptor SystemMissing = DiagnosticDescriptor.Error(
        1041,
        "The BMC shows no machine",
        "Without a computer system that can be reset there is nothing to manage.",
        "Check that this is a server's BMC and not a switch's, a shelf's or a chassis controller's, and that the host has been powered on once.");

    /// <summary>BM1050.</summary>
    public static readonly DiagnosticDescriptor TaskGone = DiagnosticDescriptor.Error(
        1050,
        "The BMC no longer knows the task",
        "Some BMCs drop tasks when they are done, so the outcome is found by looking at what the task was to change.",
        "Nothing: the next run looks and decides.");

    /// <summary>BM1101.</summary>
    public static readonly DiagnosticDescriptor CertificateNotVerified = DiagnosticDescriptor.Warning(
        1101,
        "The BMC's certificate is not verified",
        "With `trust = \"insecure\"` anybody on the management network can take the BMC's place and learn the password.",
        "Use `trust = \"pin_on_first_use\"` or `trust = \"ca\"`.");

    /// <summary>BM1102.</summary>
    public static readonly DiagnosticDescriptor QuirkPackInvalid = DiagnosticDescriptor.Error(
        1102,
        "A quirk pack cannot be read",
        "Without it BMCs might be driven in a way that is known not to work on them.",
        "Correct the pack at the place that is named, or take it out of the folder.");

    /// <summary>All of them.</summary>
    public static ValueArray<DiagnosticDescriptor> All =>
    [
        Unreachable, TimedOut, ConnectionLost, FingerprintChanged, CertificateUntrusted, TlsFailed, AddressInvalid, LoginRefused, LoginWithheld,
        PasswordChangeRequired, SessionsExhausted, NotPermitted, SessionExpired, CredentialMissing, Busy, PreconditionFailed, Rejected, Malformed,
        BodyTooLarge, Redirected, NotRedfish, NotSupported, SystemMissing, TaskGone, CertificateNotVerified, QuirkPackInvalid,
    ];

    /// <summary>The fingerprints differ.</summary>
    public static Diagnostic FingerprintDiffers(string address, string expected, string seen) =>
        FingerprintChanged.Occurs($"{address}: the certificate is not the trusted one", $"Trusted SHA-256 fingerprint {expected}, seen {seen}.");

    /// <summary>Something else than a Redfish service.</summary>
    /// <param name="address">Where.</param>
    /// <param name="request">What was asked, in one line.</param>
    /// <param name="status">The status of the answer.</param>
    /// <param name="server">What the web server calls itself; null: nothing.</param>
    /// <param name="what">What came instead; null: nothing worth a word.</param>
    public static Diagnostic IsNoRedfish(string address, string request, int status, string? server, string? what) => NotRedfish.Occurs(
        $"{address}: what answers is no Redfish service",
        string.Create(CultureInfo.InvariantCulture, $"{request}: {status}{(what is null ? "" : $", {what}")}. {Named(server)}"));

    /// <summary>A login that the BMC refused.</summary>
    public static Diagnostic Refused(string address, IEnumerable<string> credentialNames, int status) =>
        LoginRefused.Occurs(
            $"{address}: login refused with credential {string.Join(", ", credentialNames)}",
            string.Create(CultureInfo.InvariantCulture, $"The BMC answered {status}."));

    /// <summary>Logins that were not made.</summary>
    /// <param name="address">The BMC.</param>
    /// <param name="credentialNames">The credentials, by name.</param>
    /// <param name="until">When one of them may be tried again with the same password; null: not known.</param>
    /// <param name="isAccount">Whether it is the account that was refused too often, with whatever passwords.</param>
    public static Diagnostic Withheld(string address, IEnumerable<string> credentialNames, DateTimeOffset? until, bool isAccount) =>
        LoginWithheld.Occurs(
            $"{address}: login with credential {string.Join(", ", credentialNames)} not tried again",
            isAccount
                ? string.Create(CultureInfo.InvariantCulture, $"The BMC refused the account four times, with several passwords. Any password may be tried from {until?.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC on.")
                : until is { } again
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"The BMC refused the password twice. The same password may be tried again from {again.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC on, another one at once.")
                : "The BMC refused the password twice.");

    /// <summary>A site that trusts without looking.</summary>
    /// <param name="path">Where it was asked for; null: not by an attribute.</param>
    public static Diagnostic Insecure(AttributePath? path) =>
        CertificateNotVerified.Occurs("Certificates of BMCs are not verified", "`insecure` is asked for.", path);

    private static string Named(string? server) => server is not { Length: > 0 }
        ? "The server does not say what it is."
        : $"The server calls itself \"{string.Concat(server.Take(80).Select(c => char.IsControl(c) ? '?' : c))}\".";
}
