using Provisioning.Bmc.Discovery;
using Provisioning.Bmc.Quirks;
using Provisioning.Bmc.Tests.Testing;
using Provisioning.Engine.Discovery;
using Provisioning.Model.Discovery;
using Provisioning.Model.Faults;
using Provisioning.Model.Sites;

namespace Provisioning.Bmc.Tests.Simulated;

public sealed class TrustTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Changed_certificate_is_refused_before_anything_is_sent_and_both_fingerprints_are_named()
    {
        await using var rack = await RackFixture.StartAsync();
        var pinned = rack.Server.Fingerprint.ToLowerInvariant();
        rack.Server.ReplaceCertificate();
        var fault = await Connecting.Connector(new MemoryLedger()).RefusedAsync(Connecting.Request(rack.Server.Endpoint) with { PinnedFingerprint = pinned });
        Assert.Equal(FaultKind.TlsUntrusted, fault.Kind);
        Assert.Equal(BmcDiagnostics.FingerprintChanged.Code, fault.Diagnostic.Code);
        Assert.Contains(pinned, fault.Diagnostic.Seen, StringComparison.Ordinal);
        Assert.Contains(rack.Server.Fingerprint.ToLowerInvariant(), fault.Diagnostic.Seen, StringComparison.Ordinal);
        Assert.Contains("baremetal trust", fault.Diagnostic.Action, StringComparison.Ordinal);
        Assert.Equal(0, rack.Server.RequestCount);
    }

    [Fact]
    public async Task Certificate_that_changes_during_a_connection_is_refused()
    {
        await using var rack = await RackFixture.StartAsync();

        // A pack that keeps no connection open makes every request shake hands anew.
        const string Pack = """
            pack: rack
            quirks:
              - id: rack-close
                applies_to: { vendor: "Rack Works" }
                behaviour: http.connection
                value: close
                standard: Connections are kept.
                seen: Nothing of the kind.
                instead: They are closed.
                citation: this test
                confidence: assumed
            """;
        var quirks = QuirkCatalogue.Load([KeyValuePair.Create("rack.yaml", Pack)]).Match(success => success.Value, failure => throw new InvalidOperationException(failure.Errors[0].Seen));
        await using var connection = await Connecting.Connector(new MemoryLedger(), quirks: quirks).ConnectAsync(Connecting.Request(rack.Server.Endpoint));
        Connecting.Value(await connection.Power.ReadAsync(Token));
        rack.Server.ReplaceCertificate();
        Assert.Equal(FaultKind.TlsUntrusted, Connecting.Failure(await connection.Power.ReadAsync(Token)).Kind);
    }

    [Fact]
    public async Task Pinned_certificate_is_accepted()
    {
        await using var rack = await RackFixture.StartAsync();
        await using var connection = await Connecting.Connector(new MemoryLedger())
            .ConnectAsync(Connecting.Request(rack.Server.Endpoint) with { PinnedFingerprint = rack.Server.Fingerprint });
        Assert.Equal(rack.Server.Fingerprint.ToLowerInvariant(), connection.Fingerprint);
    }

    [Fact]
    public async Task Authority_decides_where_it_is_given()
    {
        await using var rack = await RackFixture.StartAsync();
        await using var other = await RackFixture.StartAsync();
        var request = Connecting.Request(rack.Server.Endpoint) with { TlsTrust = TlsTrust.CertificateAuthority };
        var connector = Connecting.Connector(new MemoryLedger());
        await using (var connection = await connector.ConnectAsync(request with { TlsAuthorities = rack.AuthorityPem })) Assert.NotEmpty(connection.Fingerprint);
        rack.Server.ForgetRequests();
        Assert.Equal(FaultKind.TlsUntrusted, (await connector.RefusedAsync(request with { TlsAuthorities = other.AuthorityPem })).Kind);
        Assert.Equal(FaultKind.Invalid, (await connector.RefusedAsync(request with { TlsAuthorities = "nothing" })).Kind);
        Assert.Equal(0, rack.Server.RequestCount);
    }

    [Fact]
    public async Task Insecure_accepts_any_certificate_and_still_tells_the_fingerprint()
    {
        await using var rack = await RackFixture.StartAsync();
        await using var connection = await Connecting.Connector(new MemoryLedger())
            .ConnectAsync(Connecting.Request(rack.Server.Endpoint) with { TlsTrust = TlsTrust.Insecure });
        Assert.Equal(rack.Server.Fingerprint.ToLowerInvariant(), connection.Fingerprint);
    }

    [Fact]
    public async Task Probe_tells_what_answers_without_a_login()
    {
        await using var rack = await RackFixture.StartAsync();
        var answer = Connecting.Value(await new RedfishProbe(TimeProvider.System)
            .ProbeAsync(new BmcProbeRequest(rack.Server.Endpoint.Authority, TlsTrust.PinOnFirstUse, null, TimeSpan.FromSeconds(10)), Token));
        Assert.Equal(rack.Server.Fingerprint.ToLowerInvariant(), answer.Fingerprint);
        Assert.Equal("Rack Works", answer.Vendor);
        Assert.NotNull(answer.RedfishVersion);
        Assert.NotEmpty(answer.CertificateSubject);
        Assert.Equal(1, rack.Server.RequestCount);
        Assert.Equal(0, rack.Server.SessionsOpened);
    }
}
