using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Provisioning.EndToEnd.Tests.Examples;

/// <summary>A web server of the site that gives out one file.</summary>
internal sealed class ImageServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private ImageServer(WebApplication application) => _application = application;

    public string Address => _application.Urls.First();

    public static async Task<ImageServer> StartAsync(string file, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1));
        var application = builder.Build();
        application.Run(async context =>
        {
            if (context.Request.Path != "/" + Path.GetFileName(file))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            context.Response.ContentLength = new FileInfo(file).Length;
            if (HttpMethods.IsGet(context.Request.Method)) await context.Response.SendFileAsync(file, context.RequestAborted);
        });
        await application.StartAsync(cancellationToken);
        return new ImageServer(application);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
