using System.Net;
using System.Security.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Provisioning.Model.HouseRules;
using Provisioning.Simulator.Control;
using Provisioning.Simulator.Redfish;

namespace Provisioning.Simulator.Racks;

/// <summary>One web server for the whole rack: a TLS port for each BMC and a plain loopback port for the control API.</summary>
internal sealed class RackListener : IAsyncDisposable
{
    private readonly CancellationTokenSource _stops = new();
    private WebApplication? _application;

    /// <summary>The port of the control API, once started.</summary>
    public int ControlPort { get; private set; }

    /// <exception cref="IOException">A port cannot be had.</exception>
    public async Task StartAsync(IPAddress address, int basePort, IReadOnlyList<RackServer> servers, ControlService control, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var endpoints = new List<(RackServer Server, ListenOptions Options)>();
        ListenOptions? controlOptions = null;
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 64 << 20;
            for (var index = 0; index < servers.Count; index++)
            {
                var server = servers[index];
                var door = new BmcDoor(server.Bmc, _stops.Token);
                kestrel.Listen(address, basePort == 0 ? 0 : basePort + index, options =>
                {
                    options.Protocols = HttpProtocols.Http1;
                    options.Use(next => connection => ConnectAsync(server, door, connection, next));
                    options.UseHttps(Https(server));
                    endpoints.Add((server, options));
                });
            }

            kestrel.Listen(IPAddress.Loopback, 0, options =>
            {
                options.Protocols = HttpProtocols.Http1;
                controlOptions = options;
            });
        });
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(2));
        _application = builder.Build();
        ((IApplicationBuilder)_application).Run(context =>
            context.Features.Get<BmcDoor>() is { } door ? door.HandleAsync(context) : control.HandleAsync(context));
        await _application.StartAsync(cancellationToken);
        foreach (var (server, options) in endpoints) server.Endpoint = new Uri($"https://{options.IPEndPoint}/");
        ControlPort = controlOptions!.IPEndPoint!.Port;
    }

    public async ValueTask DisposeAsync()
    {
        await _stops.CancelAsync();
        if (_application is not null)
        {
            await _application.StopAsync(CancellationToken.None);
            await _application.DisposeAsync();
        }

        _stops.Dispose();
    }

    /// <summary>A BMC that is away does not even shake hands.</summary>
    [HouseRuleExemption(HouseRule.TokenLast, "The signature of connection middleware; the connection context carries the token.")]
    private static Task ConnectAsync(RackServer server, BmcDoor door, ConnectionContext connection, ConnectionDelegate next)
    {
        bool reachable;
        lock (server.Bmc.Gate) reachable = server.Bmc.Manager.Reachable;
        if (!reachable)
        {
            connection.Abort();
            return Task.CompletedTask;
        }

        connection.Features.Set(door);
        return next(connection);
    }

    private static HttpsConnectionAdapterOptions Https(RackServer server) => new()
    {
        // Asked for at each connection, so that a certificate can change under way.
        ServerCertificateSelector = (_, _) => server.Certificate,
        SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        HandshakeTimeout = TimeSpan.FromSeconds(30),
    };

    /// <summary>The rack's owner says when it ends; no signal does.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
