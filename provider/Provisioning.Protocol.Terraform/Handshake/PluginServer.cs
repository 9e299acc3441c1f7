using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Provisioning.Protocol.Terraform.Rpc;
using Provisioning.Protocol.Terraform.Sessions;

namespace Provisioning.Protocol.Terraform.Handshake;

/// <summary>The server of one plugin process: HTTP/2 on one endpoint, with the five services that a client of go-plugin may call.</summary>
internal sealed class PluginServer : IAsyncDisposable
{
    private const int MostMessageBytes = 256 * 1024 * 1024;

    private readonly WebApplication _app;
    private readonly SessionTable _sessions;

    private PluginServer(WebApplication app, SessionTable sessions) => (_app, _sessions) = (app, sessions);

    /// <summary>Fires when the server begins to stop.</summary>
    public CancellationToken Stopping => _app.Lifetime.ApplicationStopping;

    /// <summary>Starts listening.</summary>
    /// <param name="options">What the door is given.</param>
    /// <param name="endpoint">Where.</param>
    /// <param name="tls">Our certificate and the one client's that is let in; null: no TLS.</param>
    /// <param name="leavesAlone">Whether the server stops when its last connection is gone.</param>
    /// <param name="cancellationToken">Stops waiting for the start.</param>
    public static async Task<PluginServer> StartAsync(
        TerraformPluginOptions options,
        PluginEndpoint endpoint,
        (X509Certificate2 Server, X509Certificate2 Client)? tls,
        bool leavesAlone,
        CancellationToken cancellationToken)
    {
        var sessions = new SessionTable(options);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = MostMessageBytes;
            grpc.MaxSendMessageSize = MostMessageBytes;
        });
        AddServices(builder.Services, options, sessions, leavesAlone);
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, endpoint, tls));
        var app = builder.Build();
        app.MapGrpcService<ProviderService>();
        app.MapGrpcService<ControllerService>();
        app.MapGrpcService<OutputService>();
        app.MapGrpcService<BrokerService>();
        app.MapGrpcService<HealthService>();
        await app.StartAsync(cancellationToken);
        return new PluginServer(app, sessions);
    }

    /// <summary>Begins to stop.</summary>
    public void Stop() => _app.Lifetime.StopApplication();

    /// <summary>Waits for the client's Shutdown, for the end of its last connection or for <see cref="Stop"/>, and for the end of all calls.</summary>
    public Task WaitForEndAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _sessions.DisposeAsync();
    }

    private static void AddServices(IServiceCollection services, TerraformPluginOptions options, SessionTable sessions, bool leavesAlone)
    {
        var log = new PluginLog(options.Log, options.Time);
        services.AddSingleton(new ProviderService(options, sessions, log));
        services.AddSingleton(provider => new ControllerService(provider.GetRequiredService<IHostApplicationLifetime>()));
        services.AddSingleton(provider => new OutputService(provider.GetRequiredService<IHostApplicationLifetime>()));
        services.AddSingleton(provider => new BrokerService(provider.GetRequiredService<IHostApplicationLifetime>()));
        services.AddSingleton(new HealthService());
        services.AddSingleton(provider => new ConnectionWatch(
            sessions, provider.GetRequiredService<IHostApplicationLifetime>(), options.Time, leavesAlone));
    }

    private static void Listen(KestrelServerOptions kestrel, PluginEndpoint endpoint, (X509Certificate2 Server, X509Certificate2 Client)? tls)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.Http2.MaxStreamsPerConnection = 4096;
        kestrel.Listen(endpoint.EndPoint, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            var watch = listen.ApplicationServices.GetRequiredService<ConnectionWatch>();
            listen.Use(next => connection => watch.FollowAsync(connection, next, CancellationToken.None));
            if (tls is { } pair) listen.UseHttps(https => Secure(https, pair.Server, pair.Client));
        });
    }

    // The client is exactly the one that started us: its certificate is compared, not judged by a chain that it does not have.
    private static void Secure(HttpsConnectionAdapterOptions https, X509Certificate2 server, X509Certificate2 client)
    {
        https.ServerCertificate = server;
        https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
        https.CheckCertificateRevocation = false;
        https.ClientCertificateValidation = (certificate, _, _) => certificate.RawDataMemory.Span.SequenceEqual(client.RawDataMemory.Span);
    }
}
