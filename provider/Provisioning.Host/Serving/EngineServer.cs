using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Provisioning.Api.Local;
using Provisioning.Host.Logs;
using Provisioning.Host.Operations;
using Provisioning.Host.Stores;

namespace Provisioning.Host.Serving;

/// <summary>
/// The listener for local doors. Another listener on the same service, over TLS and with tokens, is what a team's engine will add.
/// </summary>
internal static class EngineServer
{
    private const int LargestMessage = 64 * 1024 * 1024;
    private const int MostStreams = 10_000;

    /// <summary>Makes the server; it listens once it is started.</summary>
    public static WebApplication Create(
        string socketPath, EngineService service, IStoreGuard guard, DoorCount doors, IEngineLog log)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.Http2.MaxStreamsPerConnection = MostStreams;
            kestrel.ListenUnixSocket(socketPath, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                listen.Use(next => connection => ServeAsync(connection, next, socketPath, guard, doors, log, connection.ConnectionClosed));
            });
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = LargestMessage;
            grpc.MaxSendMessageSize = LargestMessage;
        });
        builder.Services.AddSingleton(service);
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        var server = builder.Build();
        server.MapGrpcService<EngineService>();
        return server;
    }

    private static async Task ServeAsync(
        ConnectionContext connection,
        ConnectionDelegate next,
        string socketPath,
        IStoreGuard guard,
        DoorCount doors,
        IEngineLog log,
        CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return;
        var socket = connection.Features.Get<IConnectionSocketFeature>()?.Socket;
        var refusal = socket is null ? null : PeerCheck.Of(socket, socketPath);
        refusal ??= guard.Check();
        if (socket is null || refusal is not null)
        {
            log.Write($"a connection is refused: {refusal?.Summary ?? "it is no socket"}");
            connection.Abort();
            return;
        }

        doors.Enter();
        try
        {
            await next(connection);
        }
        finally
        {
            doors.Leave();
        }
    }
}
