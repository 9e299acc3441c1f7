using System.Net.Sockets;
using Grpc.Net.Client;
using Provisioning.Api.Engines;

namespace Provisioning.Api.Client;

/// <summary>One connection to one engine: exactly one socket, so that a call never ends at another engine than the one that was greeted.</summary>
internal sealed class EngineConnection : IDisposable
{
    private const int LargestMessage = 64 * 1024 * 1024;

    private readonly Socket _socket;
    private readonly GrpcChannel _channel;
    private int _handedOut;

    /// <summary>Takes a connected socket over.</summary>
    public EngineConnection(Socket socket)
    {
        _socket = socket;
        _channel = GrpcChannel.ForAddress("http://engine", new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler
            {
                ConnectCallback = (_, token) => HandOutAsync(token),
                UseProxy = false,
                PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
                PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
            },
            DisposeHttpClient = true,
            MaxReceiveMessageSize = LargestMessage,
            MaxSendMessageSize = LargestMessage,
        });
        Api = new Wire.EngineApi.EngineApiClient(_channel);
    }

    /// <summary>The calls.</summary>
    public Wire.EngineApi.EngineApiClient Api { get; }

    /// <summary>What the engine said of itself when it was greeted.</summary>
    public EngineStatus? Greeting { get; set; }

    /// <summary>Whether the engine has not gone away.</summary>
    public bool IsAlive
    {
        get
        {
            try
            {
                return !(_socket.Poll(0, SelectMode.SelectRead) && _socket.Available == 0);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return false;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _channel.Dispose();
        _socket.Dispose();
    }

    private ValueTask<Stream> HandOutAsync(CancellationToken cancellationToken) => Interlocked.Exchange(ref _handedOut, 1) == 0 && !cancellationToken.IsCancellationRequested
        ? ValueTask.FromResult<Stream>(new NetworkStream(_socket, ownsSocket: true))
        : ValueTask.FromException<Stream>(new IOException("The connection to the engine has ended."));
}
