using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Provisioning.Simulator.Tests.Testing;

/// <summary>Plays the engine towards an agent as the wire contract says, with plain JSON: one task, then silence; and takes phone-home reports.</summary>
internal sealed class AgentServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly X509Certificate2 _certificate;
    private readonly string _task;
    private int _port;
    private int _taskDone;

    private AgentServer(WebApplication application, X509Certificate2 certificate, string task)
    {
        _application = application;
        _certificate = certificate;
        _task = task;
    }

    public string Endpoint => $"https://127.0.0.1:{_port}";

    public string CaPem => _certificate.ExportCertificatePem();

    public ConcurrentQueue<(string Path, JsonDocument Body)> Posts { get; } = new();

    public static async Task<AgentServer> StartAsync(string task)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=engine", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
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
        var server = new AgentServer(application, certificate, task);
        ((IApplicationBuilder)application).Run(server.ServeAsync);
        await application.StartAsync(TestContext.Current.CancellationToken);
        server._port = listen!.IPEndPoint!.Port;
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
        _certificate.Dispose();
    }

    private async Task ServeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (context.Request.Method == "POST") Posts.Enqueue((path, await JsonDocument.ParseAsync(context.Request.Body)));
        switch (path)
        {
            case "/agent/v1/sessions":
                await context.Response.WriteAsync("""{ "sessionId": "s1", "serverNonce": "AAAA" }""");
                break;
            case "/agent/v1/next" when Volatile.Read(ref _taskDone) == 0:
                await context.Response.WriteAsync(_task);
                break;
            default:
                if (path.EndsWith("/result", StringComparison.Ordinal)) Interlocked.Exchange(ref _taskDone, 1);
                context.Response.StatusCode = 204;
                break;
        }
    }
}
