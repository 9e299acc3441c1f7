using System.Globalization;
using System.Net;
using Provisioning.Bmc.Transport;
using Provisioning.Model.Discovery;
using Provisioning.Model.Faults;

namespace Provisioning.Bmc.Protocol;

/// <summary>Makes faults, so that one kind has one diagnostic everywhere.</summary>
internal static class BmcFaults
{
    /// <summary>No connection.</summary>
    public static Fault Unreachable(string address, string why) =>
        new(FaultKind.Unreachable, BmcDiagnostics.Unreachable.Occurs($"{address} cannot be reached", why));

    /// <summary>The handshake failed, not by our judgement.</summary>
    public static Fault TlsFailed(string address, string why) =>
        new(FaultKind.Unreachable, BmcDiagnostics.TlsFailed.Occurs($"{address} speaks no TLS that we speak", why));

    /// <summary>Our judgement was no.</summary>
    public static Fault Untrusted(string address, TlsJudge judge) => new(
        FaultKind.TlsUntrusted,
        judge.Expected is { } expected
            ? BmcDiagnostics.FingerprintDiffers(address, expected, judge.Seen ?? "none")
            : BmcDiagnostics.CertificateUntrusted.Occurs(
                $"{address}: no trusted authority vouches for the certificate", $"{judge.Reason} SHA-256 fingerprint {judge.Seen}."));

    /// <summary>No answer in time.</summary>
    public static Fault TimedOut(string address, RedfishRequest request, bool inBody) => new(
        FaultKind.TimedOut,
        BmcDiagnostics.TimedOut.Occurs(
            $"{address} did not answer in time", $"{request.Title}: {(inBody ? "the answer began and did not end." : "no answer.")}"));

    /// <summary>The connection broke.</summary>
    public static Fault ConnectionLost(string address, RedfishRequest request, string why) =>
        new(FaultKind.ConnectionLost, BmcDiagnostics.ConnectionLost.Occurs($"{address}: connection lost", $"{request.Title}: {why}"));

    /// <summary>Not what the protocol says.</summary>
    public static Fault Malformed(string address, RedfishRequest request, string why) =>
        new(FaultKind.ProtocolViolation, BmcDiagnostics.Malformed.Occurs($"{address}: the answer is not valid", $"{request.Title}: {why}"));

    /// <summary>A web server that answers, and is no Redfish service.</summary>
    public static Fault NotRedfish(string address, RedfishRequest request, HttpStatusCode status, string? server, string? what) =>
        new(FaultKind.ProtocolViolation, BmcDiagnostics.IsNoRedfish(address, request.Title, (int)status, server, what));

    /// <summary>More bytes than we take.</summary>
    public static Fault TooLarge(string address, RedfishRequest request, int limit) => new(
        FaultKind.ProtocolViolation,
        BmcDiagnostics.BodyTooLarge.Occurs(
            $"{address}: the answer is too large", string.Create(CultureInfo.InvariantCulture, $"{request.Title}: more than {limit} bytes.")));

    /// <summary>A redirect that is not followed.</summary>
    public static Fault Redirected(string address, RedfishRequest request, string why) =>
        new(FaultKind.ProtocolViolation, BmcDiagnostics.Redirected.Occurs($"{address} redirects", $"{request.Title}: {why}"));

    /// <summary>A BMC that wants a login where none is needed has not finished to start.</summary>
    public static Fault NotReady(string address, RedfishRequest request, int status) => new(
        FaultKind.Busy,
        BmcDiagnostics.Busy.Occurs(
            $"{address} is not ready", string.Create(CultureInfo.InvariantCulture, $"{request.Title}: {status}, where no login is needed.")));

    /// <summary>The BMC has no such function.</summary>
    public static Fault NotSupported(string address, string what) =>
        new(FaultKind.NotSupported, BmcDiagnostics.NotSupported.Occurs($"{address}: {what}", "The BMC does not offer it."));

    /// <summary>The BMC shows no machine.</summary>
    public static Fault NoSystem(string address, string seen) =>
        new(FaultKind.NotSupported, BmcDiagnostics.SystemMissing.Occurs($"{address} shows no machine", seen));

    /// <summary>Whether a fault means that the BMC itself is out of reach, so that nothing more can be read.</summary>
    public static bool EndsReading(this Fault fault) => fault.Kind
        is FaultKind.Unreachable or FaultKind.TimedOut or FaultKind.ConnectionLost or FaultKind.TlsUntrusted
        or FaultKind.AuthenticationFailed or FaultKind.LoginWithheld or FaultKind.SessionExpired or FaultKind.Busy;
}
