using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Provisioning.Model.HouseRules;

namespace Provisioning.Simulator.Machines.Qemu;

/// <summary>
/// QEMU's machine protocol over a unix socket. Replies and events come on one stream: replies are told by their id, events go to a
/// listener and to whoever waits for one.
/// </summary>
internal sealed class QmpClient : IAsyncDisposable
{
    private static readonly TimeSpan ReplyTime = TimeSpan.FromSeconds(30);
    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonObject>> _replies = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Lock _gate = new();
    private readonly List<(string Name, TaskCompletionSource<JsonObject> Source)> _waiting = [];
    private readonly Action<string, JsonObject> _onEvent;
    private Task _reading = Task.CompletedTask;
    private int _lastId;

    private QmpClient(Socket socket, Action<string, JsonObject> onEvent)
    {
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: true);
        _onEvent = onEvent;
    }

    /// <summary>Connects, waiting until QEMU listens.</summary>
    /// <param name="path">The socket.</param>
    /// <param name="onEvent">Called for each event, on the reading thread; it must not wait for a reply.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="MachineException">QEMU does not answer.</exception>
    public static async Task<QmpClient> ConnectAsync(string path, Action<string, JsonObject> onEvent, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
                var client = new QmpClient(socket, onEvent);
                client._reading = Task.Run(client.ReadAsync, CancellationToken.None);
                await client.ExecuteAsync("qmp_capabilities", null, cancellationToken);
                return client;
            }
            catch (SocketException exception)
            {
                socket.Dispose();
                if (time.GetElapsedTime(started) > ReplyTime) throw new MachineException("QEMU does not listen: " + exception.Message, exception);
                await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancellationToken);
            }
        }
    }

    /// <summary>Sends a command and waits for its reply.</summary>
    /// <exception cref="MachineException">QEMU refused, went away, or did not answer in time.</exception>
    public async Task<JsonNode?> ExecuteAsync(string command, JsonObject? arguments, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture);
        var source = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        _replies[id] = source;
        var message = new JsonObject { ["execute"] = command, ["id"] = id };
        if (arguments is not null) message["arguments"] = arguments;
        try
        {
            await _writing.WaitAsync(cancellationToken);
            try
            {
                await _stream.WriteAsync(Encoding.UTF8.GetBytes(message.ToJsonString() + "\n"), cancellationToken);
            }
            finally
            {
                _writing.Release();
            }

            var reply = await source.Task.WaitAsync(ReplyTime, cancellationToken);
            return reply["error"] is JsonObject error ? throw new MachineException($"QEMU refused {command}: {error["desc"]}") : reply["return"];
        }
        catch (Exception exception) when (exception is IOException or TimeoutException or ObjectDisposedException)
        {
            throw new MachineException($"QEMU does not answer to {command}: {exception.Message}", exception);
        }
        finally
        {
            _replies.TryRemove(id, out _);
        }
    }

    /// <summary>The next event of a name; ask before sending the command that causes it.</summary>
    public Task<JsonObject> NextEventAsync(string name, CancellationToken cancellationToken)
    {
        var source = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate) _waiting.Add((name, source));
        return source.Task.WaitAsync(ReplyTime, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        await _reading;
        _socket.Dispose();
        _writing.Dispose();
    }

    [HouseRuleExemption(HouseRule.TokenLast, "It ends with the stream, which is closed when the client is disposed of.")]
    private async Task ReadAsync()
    {
        try
        {
            using var reader = new StreamReader(_stream, Encoding.UTF8, leaveOpen: true);
            while (await reader.ReadLineAsync() is { } line)
            {
                if (JsonNode.Parse(line) is JsonObject message) Take(message);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or JsonException)
        {
            // The stream ended; whoever waits is told below.
        }

        var gone = new IOException("the connection to QEMU ended");
        foreach (var source in _replies.Values) source.TrySetException(gone);
        lock (_gate)
        {
            foreach (var (_, source) in _waiting) source.TrySetException(gone);
            _waiting.Clear();
        }
    }

    private void Take(JsonObject message)
    {
        if (message["id"] is { } id && _replies.TryGetValue(id.GetValue<string>(), out var reply))
        {
            reply.TrySetResult(message);
            return;
        }

        if (message["event"] is not { } nameNode) return;
        var name = nameNode.GetValue<string>();
        var data = message["data"] as JsonObject ?? [];
        lock (_gate)
        {
            foreach (var (_, source) in _waiting.Where(waiting => waiting.Name == name)) source.TrySetResult(data);
            _waiting.RemoveAll(waiting => waiting.Name == name);
        }

        _onEvent(name, data);
    }
}
