using Provisioning.Bmc.Discovery;
using Provisioning.Bmc.Quirks;
using Provisioning.Bmc.Transport;
using Provisioning.Engine.Discovery;
using Provisioning.Model.Collections;
using Provisioning.Model.Faults;
using Provisioning.Model.Security;
using Provisioning.Model.Sites;

namespace Provisioning.Bmc.Tests.Testing;

/// <summary>Connects as the engine does, and takes results apart.</summary>
internal static class Connecting
{
    public static Credential Login { get; } = new("default", "admin", new Secret("rack-admin-01"));

    public static BmcConnectRequest Request(string address, params ReadOnlySpan<Credential> credentials) => new()
    {
        Address = address,
        Credentials = credentials.IsEmpty ? [Login] : credentials.ToArray().ToValueArray(),
        TlsTrust = TlsTrust.PinOnFirstUse,
    };

    public static BmcConnectRequest Request(Uri endpoint, params ReadOnlySpan<Credential> credentials) => Request(endpoint.Authority, credentials);

    public static RedfishConnector Connector(MemoryLedger ledger, TransportLimits? limits = null, QuirkCatalogue? quirks = null, Func<HttpMessageHandler>? handlers = null) =>
        new(ledger, TimeProvider.System, quirks ?? QuirkCatalogue.Shipped, limits ?? new TransportLimits(), handlers);

    public static async Task<IBmcConnection> ConnectAsync(this RedfishConnector connector, BmcConnectRequest request) =>
        Value(await connector.ConnectAsync(request, TestContext.Current.CancellationToken));

    public static async Task<Fault> RefusedAsync(this RedfishConnector connector, BmcConnectRequest request) =>
        Failure(await connector.ConnectAsync(request, TestContext.Current.CancellationToken));

    public static T Value<T>(PortResult<T> result) =>
        result.Match(value => value, fault => throw new Xunit.Sdk.XunitException($"{fault}\n{fault.Diagnostic.Detail}"));

    public static Fault Failure<T>(PortResult<T> result) =>
        result.Match(value => throw new Xunit.Sdk.XunitException($"It worked: {value}"), fault => fault);
}
