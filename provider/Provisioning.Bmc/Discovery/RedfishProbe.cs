using Provisioning.Bmc.Protocol;
using Provisioning.Bmc.Transport;
using Provisioning.Engine.Discovery;
using Provisioning.Model.Discovery;
using Provisioning.Model.Faults;

namespace Provisioning.Bmc.Discovery;

/// <summary>Looks at an address with one request, without a login.</summary>
public sealed class RedfishProbe(TimeProvider time) : IBmcProbe
{
    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public async ValueTask<PortResult<BmcProbeAnswer>> ProbeAsync(BmcProbeRequest request, CancellationToken cancellationToken)
    {
        if (BmcAddress.Parse(request.Address) is not { } root)
        {
            return new Fault(FaultKind.Invalid, BmcDiagnostics.AddressInvalid.Occurs($"{request.Address} is not an address of a BMC", "Nothing was sent."));
        }

        if (!Authorities.TryRead(request.TlsTrust, request.TlsAuthorities, out var authorities, out var why))
        {
            return new Fault(FaultKind.Invalid, BmcDiagnostics.CertificateUntrusted.Occurs("The site's certificate authorities cannot be read", why));
        }

        var judge = new TlsJudge(request.TlsTrust, null, authorities);
        var limits = new TransportLimits
        {
            InFlight = 1,
            Connect = request.AtMost < LongestConnect ? request.AtMost : LongestConnect,
            Headers = request.AtMost,
            WholeAnswer = request.AtMost,
        };
        using var transport = new RedfishTransport(request.Address, root, judge, limits, time);
        var asked = await ServiceRoot.ReadAsync(transport, cancellationToken);
        if (!asked.TryGet(out var reply, out var fault)) return fault;
        return new BmcProbeAnswer(
            judge.Seen ?? "",
            judge.Subject,
            judge.NotAfter,
            reply.Body.Text("RedfishVersion"),
            reply.Body.Text("Vendor"),
            reply.Body.Text("Product"),
            reply.Body.Text("UUID"),
            reply.Date);
    }
}
