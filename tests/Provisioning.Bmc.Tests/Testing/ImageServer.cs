using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Provisioning.Bmc.Tests.Testing;

/// <summary>A web server with one image that BMCs can fetch.</summary>
internal sealed class ImageServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private ImageServer(WebApplication application) => _application = application;

    public Uri Image => new(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/disc.iso");

    public static async Task<ImageServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        var bytes = new byte[64 * 1024];
        application.MapGet("/disc.iso", () => Results.Bytes(bytes, "application/octet-stream", enableRangeProcessing: true));
        await application.StartAsync(TestContext.Current.CancellationToken);
        return new ImageServer(application);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
