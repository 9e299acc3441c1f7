using Provisioning.Bmc.Capabilities;
using Provisioning.Bmc.Protocol;
using Provisioning.Bmc.Quirks;
using Provisioning.Bmc.Sessions;
using Provisioning.Bmc.Transport;
using Provisioning.Engine.Discovery;
using Provisioning.Model.Discovery;
using Provisioning.Model.Faults;

namespace Provisioning.Bmc.Discovery;

/// <summary>Connects to BMCs over Redfish (DSP0266). One for the whole engine; safe for use from many operations at once.</summary>
public sealed class RedfishConnector : IBmcConnector
{
    private readonly LoginBook _book;
    private readonly TimeProvider _time;
    private readonly QuirkCatalogue _quirks;
    private readonly TransportLimits _limits;
    private readonly Func<HttpMessageHandler>? _handlers;

    /// <summary>With the quirk packs that the product ships.</summary>
    /// <param name="ledger">What is remembered of logins.</param>
    /// <param name="time">The clock of all deadlines.</param>
    public RedfishConnector(ILoginLedger ledger, TimeProvider time)
        : this(ledger, time, QuirkCatalogue.Shipped, new TransportLimits(), null)
    {
    }

    internal RedfishConnector(ILoginLedger ledger, TimeProvider time, QuirkCatalogue quirks, TransportLimits limits, Func<HttpMessageHandler>? handlers)
    {
        (_book, _time, _quirks, _limits, _handlers) = (new LoginBook(ledger), time, quirks, limits, handlers);
    }

    /// <summary>The digest of the quirk packs in force, SHA-256 as lower-case hex.</summary>
    public string QuirksDigest => _quirks.Digest;

    /// <inheritdoc/>
    public async ValueTask<PortResult<IBmcConnection>> ConnectAsync(BmcConnectRequest request, CancellationToken cancellationToken)
    {
        if (BmcAddress.Parse(request.Address) is not { } root)
        {
            return new Fault(FaultKind.Invalid, BmcDiagnostics.AddressInvalid.Occurs($"{request.Address} is not an address of a BMC", "Nothing was sent."));
        }

        if (!Authorities.TryRead(request.TlsTrust, request.TlsAuthorities, out var authorities, out var why))
        {
            return new Fault(FaultKind.Invalid, BmcDiagnostics.CertificateUntrusted.Occurs("The site's certificate authorities cannot be read", why));
        }

        var judge = new TlsJudge(request.TlsTrust, request.PinnedFingerprint, authorities);
        var limits = _limits with { InFlight = Math.Max(1, request.RequestsInFlight) };
        var transport = new RedfishTransport(request.Address, root, judge, limits, _time, _handlers?.Invoke());
        var session = new RedfishSession(transport, _book, BmcAddress.Canonical(root), request.Credentials, _time);
        var completed = false;
        try
        {
            var layout = LayoutText.Read(request.Capabilities, _quirks.Digest);
            if (layout is null)
            {
                layout = new BmcLayout();
                var asked = await ServiceRoot.ReadAsync(transport, cancellationToken);
                if (!asked.TryGet(out var reply, out var silent)) return silent;
                BmcExplorer.AdoptRoot(layout, reply.Body);
            }

            Prepare(transport, session, layout);
            var loggedIn = await session.LogInAsync(cancellationToken);
            if (!loggedIn.TryGet(out _, out var fault)) return fault;
            completed = true;
            var explorer = new BmcExplorer(new RedfishClient(transport, session), layout, _quirks);
            return new PortResult<IBmcConnection>.Ok(new RedfishConnection(transport, judge, session, explorer, _quirks.Digest));
        }
        finally
        {
            if (!completed)
            {
                await session.CloseAsync(CancellationToken.None);
                transport.Dispose();
            }
        }
    }

    private void Prepare(RedfishTransport transport, RedfishSession session, BmcLayout layout)
    {
        var facts = new QuirkFacts(layout.Vendor, layout.System?.Manufacturer, layout.System?.Model, layout.Manager?.Firmware);
        transport.KeepAlive = _quirks.Find(QuirkBehaviour.HttpConnection, facts) != "close";
        session.BasicOnly = _quirks.Find(QuirkBehaviour.SessionLogin, facts) == "basic";
        if (!string.IsNullOrEmpty(layout.Sessions)) session.SessionsPath = layout.Sessions;
        if (!string.IsNullOrEmpty(layout.Systems)) session.ProbePath = layout.Systems;
    }
}
