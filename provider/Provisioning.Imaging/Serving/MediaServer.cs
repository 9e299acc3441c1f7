using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Provisioning.AgentContract.Sessions;
using Provisioning.Imaging.Sessions;
using Provisioning.Imaging.Trust;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Imaging;
using Provisioning.Model.Sites;

namespace Provisioning.Imaging.Serving;

/// <summary>
/// The one TLS listener of the engine towards machines: boot media, OS images, the agent's API, phone-home. It starts when it is first needed,
/// on a port that is chosen once and kept.
/// </summary>
internal sealed class MediaServer(
    AttemptBook book, SiteKeys keys, Func<MediaSettings> settings, MediaRequests media, AgentRequests agents, PhoneHomeRequests phones) : IAsyncDisposable
{
    // A BMC's processor takes its time over an elliptic curve, and so does an emulated machine's.
    private static readonly TimeSpan SlowHandshake = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _starting = new(1, 1);
    private WebApplication? _application;
    private X509Certificate2? _certificate;
    private MediaAddresses? _addresses;

    /// <summary>The addresses under which it is reached; null until it was started.</summary>
    public MediaAddresses? Addresses => _addresses;

    /// <summary>The port that is listened on; null until it was started.</summary>
    public int? Port { get; private set; }

    /// <summary>Starts it unless it runs (BM4020, BM4021).</summary>
    public async Task<Outcome<MediaAddresses>> StartAsync(CancellationToken cancellationToken)
    {
        await book.LoadAsync(cancellationToken);
        await _starting.WaitAsync(cancellationToken);
        try
        {
            return _addresses is { } running ? running : await StartOnceAsync(settings(), cancellationToken);
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_application is { } application)
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2), TimeProvider.System);
            await application.StopAsync(soon.Token);
            await application.DisposeAsync();
        }

        _certificate?.Dispose();
        _starting.Dispose();
    }

    private async Task<Outcome<MediaAddresses>> StartOnceAsync(MediaSettings site, CancellationToken cancellationToken)
    {
        if (MediaAddresses.Listen(site) is not { } wanted)
            return MediaDiagnostics.Unlistenable(site.Listen ?? "", "It is not an address and a port, as in 0.0.0.0:8443.");
        if (MediaAddresses.Malformed(site) is { } malformed)
            return MediaDiagnostics.Unlistenable(malformed, "It is not a URL, as in https://10.0.0.5:8443, under which machines reach the media server.");
        if (wanted.Port == 0 && book.Port is { } kept) wanted = new IPEndPoint(wanted.Address, kept);

        // The certificate must be there before the port is known; names and addresses do not depend on it.
        var certificate = keys.IssueServerCertificate(MediaAddresses.Of(site, wanted).Hosts);
        var application = Build(wanted, certificate);
        try
        {
            await application.StartAsync(cancellationToken);
        }
        catch (IOException fault)
        {
            await application.DisposeAsync();
            certificate.Dispose();
            return fault.InnerException is AddressInUseException
                ? MediaDiagnostics.Busy(wanted.ToString())
                : MediaDiagnostics.Unlistenable(wanted.ToString(), fault.Message);
        }
        catch (System.Net.Sockets.SocketException fault)
        {
            await application.DisposeAsync();
            certificate.Dispose();
            return MediaDiagnostics.Unlistenable(wanted.ToString(), fault.Message);
        }

        (_application, _certificate) = (application, certificate);
        var bound = new IPEndPoint(wanted.Address, PortOf(application));
        if (site.Listen is null || wanted.Port == 0) await book.KeepPortAsync(bound.Port, cancellationToken);
        Port = bound.Port;
        var addresses = MediaAddresses.Of(site, bound);
        _addresses = addresses;
        return addresses;
    }

    private WebApplication Build(IPEndPoint endpoint, X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = AgentRoutes.MaximumBodyBytes;

            // A BMC reads its medium as slowly as it likes, for hours.
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.MaxConcurrentConnections = 4096;
            kestrel.Listen(endpoint, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.UseHttps(new HttpsConnectionAdapterOptions { ServerCertificate = certificate, HandshakeTimeout = SlowHandshake });
            });
        });
        var application = builder.Build();
        application.Run(context => HandleAsync(context, context.RequestAborted));
        return application;
    }

    private Task HandleAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var path = context.Request.Path.Value ?? "";
        if (path.StartsWith("/media/", StringComparison.Ordinal)) return media.ServeMediumAsync(context, path["/media/".Length..], cancellationToken);
        if (path.StartsWith("/image/", StringComparison.Ordinal)) return media.ServeImageAsync(context, path["/image/".Length..], cancellationToken);
        if (path.StartsWith("/agent/v1/", StringComparison.Ordinal)) return agents.HandleAsync(context, path, cancellationToken);
        if (path.StartsWith(AgentRoutes.PhoneHomePrefix, StringComparison.Ordinal))
            return phones.HandleAsync(context, path[AgentRoutes.PhoneHomePrefix.Length..], cancellationToken);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static int PortOf(WebApplication application) =>
        new Uri(application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First()).Port;
}
