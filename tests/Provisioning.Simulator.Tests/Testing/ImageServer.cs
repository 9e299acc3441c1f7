using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Provisioning.Simulator.Tests.Testing;

/// <summary>Serves one image over HTTPS, with ranges, and remembers who asked for what.</summary>
internal sealed class ImageServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly X509Certificate2 _certificate;

    private ImageServer(WebApplication application, X509Certificate2 certificate)
    {
        _application = application;
        _certificate = certificate;
    }

    public int Port { get; private set; }

    public ConcurrentQueue<string> Ranges { get; } = new();

    public string Url(string name = "boot.iso") => $"https://127.0.0.1:{Port}/{name}";

    public static async Task<ImageServer> StartAsync(byte[] image)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=images", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        ListenOptions? listen = null;
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, options =>
        {
            options.UseHttps(certificate);
            listen = options;
        }));
        var application = builder.Build();
        var server = new ImageServer(application, certificate);
        ((IApplicationBuilder)application).Run(context => server.ServeAsync(context, image));
        await application.StartAsync(TestContext.Current.CancellationToken);
        server.Port = listen!.IPEndPoint!.Port;
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
        _certificate.Dispose();
    }

    private async Task ServeAsync(HttpContext context, byte[] image)
    {
        if (!context.Request.GetDisplayUrl().EndsWith(".iso", StringComparison.Ordinal))
        {
            context.Response.StatusCode = 404;
            return;
        }

        Ranges.Enqueue(context.Request.Headers.Range.ToString());
        var range = context.Request.GetTypedHeaders().Range?.Ranges.Single();
        var from = (int)(range?.From ?? 0);
        var to = (int)Math.Min(range?.To ?? (image.Length - 1), image.Length - 1);
        if (range is not null)
        {
            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = $"bytes {from}-{to}/{image.Length}";
        }

        context.Response.ContentLength = to - from + 1;
        await context.Response.Body.WriteAsync(image.AsMemory(from, to - from + 1), context.RequestAborted);
    }
}
