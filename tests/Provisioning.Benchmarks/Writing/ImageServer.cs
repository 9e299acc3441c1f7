using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Provisioning.Benchmarks.Writing;

/// <summary>
/// Serves images over HTTPS and gives each agent that comes one order to write, in turns. It is as much of the engine as that needs, and
/// its clock measures from the order to the result.
/// </summary>
internal sealed class ImageServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly IReadOnlyList<ServedFile> _files;
    private readonly ConcurrentDictionary<string, long> _ordered = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<AgentWrite>> _writes = new();
    private int _orders;

    private ImageServer(WebApplication application, IReadOnlyList<ServedFile> files) => (_application, _files) = (application, files);

    /// <summary>The port it listens on, on loopback.</summary>
    public int Port => new Uri(_application.Urls.Single()).Port;

    public static async Task<ImageServer> StartAsync(SiteCertificate certificate, IReadOnlyList<ServedFile> files, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate.Server)));
        var server = new ImageServer(builder.Build(), files);
        server._application.Run(server.HandleAsync);
        await server._application.StartAsync(cancellationToken);
        return server;
    }

    /// <summary>The ticket of an agent.</summary>
    public string Ticket(string host, string caPem) =>
        $$"""{"endpoints":["https://{{host}}:{{Port}}"],"caPem":{{Quoted(caPem)}},"ticket":"t","attempt":1,"epoch":1,"serverName":"n","issuedUnixSeconds":0}""";

    /// <summary>The writes of an image so far.</summary>
    public IReadOnlyList<AgentWrite> WritesOf(ServedFile file) => [.. _writes.GetValueOrDefault(file.Name) ?? []];

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (_files.FirstOrDefault(file => path == "/image/" + file.Name) is { } image)
        {
            context.Response.ContentLength = new FileInfo(image.Path).Length;
            await context.Response.SendFileAsync(image.Path, context.RequestAborted);
        }
        else if (path.EndsWith("/sessions", StringComparison.Ordinal))
        {
            await context.Response.WriteAsync("""{"sessionId":"s","serverNonce":"bm9uY2U="}""", context.RequestAborted);
        }
        else if (path.EndsWith("/result", StringComparison.Ordinal))
        {
            await ResultAsync(context, path.Split('/')[^2]);
        }
        else if (context.Request.Method == HttpMethods.Post)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        else if (context.Request.Query["after"] == "0")
        {
            await OrderAsync(context);
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status410Gone;
        }
    }

    private async Task OrderAsync(HttpContext context)
    {
        var file = _files[(Interlocked.Increment(ref _orders) - 1) % _files.Count];
        _ordered[file.Name] = Stopwatch.GetTimestamp();
        await context.Response.WriteAsync(
            $$$"""
            {"kind":"writeImage","id":"{{{file.Name}}}","sequence":1,"imageUrl":"/image/{{{file.Name}}}","sha256":"{{{file.Sha256}}}",
             "compression":"{{{file.Compression}}}","rootDisk":{"type":"nvme"},"allowDataLoss":true,
             "marker":{"site":"s","serverName":"n","uuid":"u","serial":"x","claim":"c"}}
            """,
            context.RequestAborted);
    }

    private async Task ResultAsync(HttpContext context, string name)
    {
        var whole = Stopwatch.GetElapsedTime(_ordered[name]).TotalSeconds;
        using var result = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
        if (result.RootElement.GetProperty("kind").GetString() != "imageWritten") throw new InvalidOperationException(result.RootElement.GetRawText());
        var verify = result.RootElement.GetProperty("verifyMilliseconds").GetInt64() / 1000.0;
        _writes.GetOrAdd(name, _ => new ConcurrentQueue<AgentWrite>()).Enqueue(new AgentWrite(whole - verify, whole));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
