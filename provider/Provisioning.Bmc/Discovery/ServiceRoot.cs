using System.Net;
using Provisioning.Bmc.Protocol;
using Provisioning.Bmc.Transport;
using Provisioning.Model.Discovery;
using Provisioning.Model.Faults;

namespace Provisioning.Bmc.Discovery;

/// <summary>The service root, which needs no login (DSP0266, section 13.3.1).</summary>
internal static class ServiceRoot
{
    private const string Path = "/redfish/v1/";
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(2);

    /// <summary>Reads it; something else that answers here is a protocol violation.</summary>
    public static async ValueTask<PortResult<RedfishReply>> ReadAsync(RedfishTransport transport, CancellationToken cancellationToken)
    {
        var request = new RedfishRequest(HttpMethod.Get, Path);
        var sent = await transport.SendAsync(request, null, cancellationToken);
        if (sent.TryGet(out var reply, out _) && reply.Status == HttpStatusCode.ServiceUnavailable)
        {
            // A BMC that has just started says so here; one more look is the cheapest way to know.
            var wait = reply.RetryAfter is { } asked && asked > TimeSpan.Zero && asked < transport.Limits.LongestRetryWait ? asked : UsualWait;
            await Task.Delay(wait, transport.Time, cancellationToken);
            sent = await transport.SendAsync(request, null, cancellationToken);
        }

        if (!sent.TryGet(out reply, out var fault)) return fault;
        if (reply.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) return BmcFaults.NotReady(transport.Address, request, (int)reply.Status);
        if (!reply.Succeeded) return Refused(transport, request, reply);
        return reply.Body.Link("Systems") is null && reply.Body.Text("RedfishVersion") is null
            ? BmcFaults.NotRedfish(transport.Address, request, reply.Status, reply.Server, "JSON that is no service root")
            : reply;
    }

    // Every Redfish service has a root, so one that has none is something else; what to do about it is as with any other refusal.
    private static Fault Refused(RedfishTransport transport, RedfishRequest request, RedfishReply reply)
    {
        var fault = FaultMapper.Of(transport.Address, request, reply);
        var isNone = fault.Kind is FaultKind.Rejected or FaultKind.NotSupported && fault.Evidence.IsEmpty;
        return isNone
            ? fault with { Diagnostic = BmcDiagnostics.IsNoRedfish(transport.Address, request.Title, (int)reply.Status, reply.Server, null) }
            : fault;
    }
}
