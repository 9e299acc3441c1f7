using System.Globalization;
using System.Net;
using Provisioning.Bmc.Transport;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Discovery;
using Provisioning.Model.Faults;

namespace Provisioning.Bmc.Protocol;

/// <summary>What an answer that is no success means. The BMC's own words become the evidence; they never hold a secret of ours.</summary>
internal static class FaultMapper
{
    /// <summary>The fault of an answer.</summary>
    public static Fault Of(string address, RedfishRequest request, RedfishReply reply)
    {
        var messages = ExtendedMessages.Of(reply.Body);
        var (kind, descriptor) = Judge(reply.Status, messages);
        var status = string.Create(CultureInfo.InvariantCulture, $"{request.Title}: {(int)reply.Status}.");
        var seen = messages.Count == 0 ? status : $"{status} {string.Join(' ', messages.Select(message => message.Line))}";
        return new Fault(
            kind, descriptor.Occurs($"{address}: {descriptor.Title}", seen), messages.Select(message => message.Line).ToValueArray());
    }

    private static (FaultKind Kind, DiagnosticDescriptor Descriptor) Judge(HttpStatusCode status, IReadOnlyList<ExtendedMessage> messages)
    {
        if (messages.Name("PasswordChangeRequired")) return (FaultKind.AuthenticationFailed, BmcDiagnostics.PasswordChangeRequired);
        if (messages.Name("InsufficientPrivilege", "OemLicenseNotPassed", "LicenseKeyRequired")) return (FaultKind.NotPermitted, BmcDiagnostics.NotPermitted);
        if (messages.Name("SessionLimitExceeded")) return (FaultKind.SessionsExhausted, BmcDiagnostics.SessionsExhausted);

        // Not ready, in the words of several makers: the same request works some minutes later. A status that leaves no doubt is believed first.
        if (!IsPlain(status) && messages.Name(
            "ServiceTemporarilyUnavailable", "ServiceInUnknownState", "ServiceShuttingDown", "UnableToModifyDuringSystemPOST",
            "InvalidOperationForSystemState", "ResourceInUse", "RAC0679", "SYS518", "SYS029", "OemFirmwareAlreadyInUpdateMode"))
        {
            return (FaultKind.Busy, BmcDiagnostics.Busy);
        }

        return status switch
        {
            HttpStatusCode.Unauthorized => (FaultKind.SessionExpired, BmcDiagnostics.SessionExpired),
            HttpStatusCode.Forbidden => (FaultKind.NotPermitted, BmcDiagnostics.NotPermitted),
            HttpStatusCode.PreconditionFailed or HttpStatusCode.PreconditionRequired => (FaultKind.PreconditionFailed, BmcDiagnostics.PreconditionFailed),
            HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable
                or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout or HttpStatusCode.Locked => (FaultKind.Busy, BmcDiagnostics.Busy),
            >= HttpStatusCode.InternalServerError when status != HttpStatusCode.NotImplemented => (FaultKind.Busy, BmcDiagnostics.Busy),
            HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented => (FaultKind.NotSupported, BmcDiagnostics.NotSupported),
            _ => (FaultKind.Rejected, BmcDiagnostics.Rejected),
        };
    }

    private static bool IsPlain(HttpStatusCode status) => status
        is HttpStatusCode.Unauthorized or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.Gone
        or HttpStatusCode.PreconditionFailed or HttpStatusCode.PreconditionRequired or HttpStatusCode.NotImplemented;
}
