using System.Net;
using System.Net.Http.Headers;
using Provisioning.Agent.Machines;
using Provisioning.Agent.Sessions;

namespace Provisioning.Agent.Imaging;

/// <summary>
/// The image file as a stream that survives broken connections: it asks again for the rest, for ever, with back-off.
/// Only the server's repeated refusal ends it.
/// </summary>
internal sealed class ImageDownload(HttpClient http, Uri url, IAgentLog log, TimeProvider timeProvider) : Stream
{
    private const int RefusalsToBelieve = 5;
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(60);
    private readonly Backoff _backoff = new(timeProvider);
    private HttpResponseMessage? _response;
    private Stream? _body;
    private long _position;
    private int _refusals;
    private CancellationTokenSource? _silence;
    private CancellationTokenRegistration _outer;

    /// <summary>Length of the file, known after <see cref="ConnectAsync"/> when the server says it.</summary>
    public long? FileBytes { get; private set; }

    /// <summary>Bytes that have passed.</summary>
    public long Received => Interlocked.Read(ref _position);

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => Received;
        set => throw new NotSupportedException();
    }

    /// <summary>Asks for the file until the server answers with it.</summary>
    /// <exception cref="ImageUnavailableException">The server refuses.</exception>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        while (_body is null)
        {
            if (!await TryConnectAsync(cancellationToken)) await _backoff.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            await ConnectAsync(cancellationToken);
            var read = await TryReadAsync(buffer, cancellationToken);
            if (read > 0)
            {
                Interlocked.Add(ref _position, read);
                _backoff.Reset();
                return read;
            }

            if (read == 0 && (FileBytes is null || Received >= FileBytes)) return 0;
            Disconnect();
            await _backoff.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Disconnect();
            Hush();
        }

        base.Dispose(disposing);
    }

    private static bool IsTransport(Exception failure, CancellationToken cancellationToken) =>
        failure is HttpRequestException or IOException
        || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private void Disconnect()
    {
        _body = null;
        _response?.Dispose();
        _response = null;
    }

    private async Task<int> TryReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        // Reads are small, as TLS records are, and many: one timer for all of them, wound up again before each.
        _silence ??= Listen(cancellationToken);
        _silence.CancelAfter(SilenceLimit);
        try
        {
            var read = await _body!.ReadAsync(buffer, _silence.Token);
            _silence.CancelAfter(Timeout.InfiniteTimeSpan);
            return read;
        }
        catch (Exception failure) when (IsTransport(failure, cancellationToken))
        {
            log.Write($"image: connection lost after {Received} bytes ({failure.GetType().Name}), going on from there");
            Hush();
            return -1;
        }
    }

    private CancellationTokenSource Listen(CancellationToken cancellationToken)
    {
        var silence = new CancellationTokenSource(SilenceLimit, timeProvider);
        _outer = cancellationToken.Register(silence.Cancel);
        return silence;
    }

    private void Hush()
    {
        _outer.Dispose();
        _silence?.Dispose();
        _silence = null;
    }

    private async Task<bool> TryConnectAsync(CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(SilenceLimit, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (Received > 0) request.Headers.Range = new RangeHeaderValue(Received, null);
        try
        {
            _response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (_response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.PartialContent)) return Refused(_response.StatusCode);
            var body = await _response.Content.ReadAsStreamAsync(either.Token);
            if (_response.StatusCode == HttpStatusCode.OK)
            {
                // From the start, although we may be further: read over what we have.
                FileBytes ??= _response.Content.Headers.ContentLength;
                await SkipAsync(body, Received, either.Token);
            }
            else if (_response.Content.Headers.ContentRange?.From != Received)
            {
                return Refused(_response.StatusCode);
            }

            _refusals = 0;
            _body = body;
            return true;
        }
        catch (Exception failure) when (IsTransport(failure, cancellationToken))
        {
            log.Write($"image: {failure.GetType().Name}: {failure.Message}");
            Disconnect();
            return false;
        }
    }

    private bool Refused(HttpStatusCode status)
    {
        Disconnect();
        var final = (int)status is >= 400 and < 500 or >= 200 and < 400;
        if (final && ++_refusals >= RefusalsToBelieve) throw new ImageUnavailableException($"{(int)status} after {Received} bytes");
        return false;
    }

    private static async Task SkipAsync(Stream body, long count, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        while (count > 0)
        {
            var read = await body.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, count)), cancellationToken);
            if (read == 0) throw new IOException("The image became shorter.");
            count -= read;
        }
    }
}
