using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Threading.Channels;

namespace Provisioning.Agent.Imaging;

/// <summary>
/// The image file, received ahead of whoever reads it and hashed beside: network with TLS, digest and decompression each have a
/// thread, and a few pieces of memory between them. Read by one thread, which blocks.
/// </summary>
internal sealed class HashedReadAhead : Stream
{
    private const int PieceBytes = 128 * 1024;
    private const int Pieces = 16;
    private readonly CancellationTokenSource _stop;
    private readonly Channel<Piece> _free = Channel.CreateUnbounded<Piece>();
    private readonly BlockingCollection<Piece> _toRead = [];
    private readonly BlockingCollection<Piece> _toHash = [];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Task _receiving;
    private readonly Task _hashing;
    private Piece? _current;
    private int _taken;

    /// <summary>Begins to receive.</summary>
    /// <param name="download">The file; no longer anybody else's to read.</param>
    /// <param name="cancellationToken">Stops it; a read that waits then throws.</param>
    public HashedReadAhead(Stream download, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        for (var count = 0; count < Pieces; count++) _free.Writer.TryWrite(new Piece());
        var token = _stop.Token;
        _receiving = Task.Run(() => ReceiveAsync(download, token), CancellationToken.None);
        _hashing = OwnThread.RunAsync(() => Hash(token), CancellationToken.None);
    }

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
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty || !HasCurrent()) return 0;
        var bytes = _current!.Bytes.AsSpan(_taken, Math.Min(buffer.Length, _current.Length - _taken));
        bytes.CopyTo(buffer);
        _taken += bytes.Length;
        if (_taken == _current.Length) GiveUpCurrent();
        return bytes.Length;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Makes a read that waits throw, and ends all.</summary>
    public void Abandon() => _stop.Cancel();

    /// <summary>SHA-256 of the whole file, lower-case hex; what was not read yet is received and left out.</summary>
    public async Task<string> DigestAsync(CancellationToken cancellationToken)
    {
        await OwnThread.RunAsync(
            () =>
            {
                while (HasCurrent()) GiveUpCurrent();
            },
            cancellationToken);
        await _hashing.WaitAsync(cancellationToken);
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public override void Flush() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_receiving, _hashing).ContinueWith(_ => { }, TaskScheduler.Default);
        _hash.Dispose();
        _toRead.Dispose();
        _toHash.Dispose();
        _stop.Dispose();
        await base.DisposeAsync();
    }

    private bool HasCurrent()
    {
        if (_current is not null) return true;
        if (_toRead.TryTake(out _current, Timeout.Infinite, _stop.Token)) return true;

        // The end; or the download ended with a failure, which is thrown here.
        _receiving.GetAwaiter().GetResult();
        return false;
    }

    private void GiveUpCurrent()
    {
        Release(_current!);
        _current = null;
        _taken = 0;
    }

    private void Release(Piece piece)
    {
        if (Interlocked.Decrement(ref piece.Holders) == 0) _free.Writer.TryWrite(piece);
    }

    private async Task ReceiveAsync(Stream download, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var piece = await _free.Reader.ReadAsync(cancellationToken);
                piece.Length = await download.ReadAtLeastAsync(piece.Bytes, PieceBytes, throwOnEndOfStream: false, cancellationToken);
                if (piece.Length == 0) return;
                piece.Holders = 2;
                _toHash.Add(piece, cancellationToken);
                _toRead.Add(piece, cancellationToken);
                if (piece.Length < PieceBytes) return;
            }
        }
        finally
        {
            _toHash.CompleteAdding();
            _toRead.CompleteAdding();
        }
    }

    private void Hash(CancellationToken cancellationToken)
    {
        foreach (var piece in _toHash.GetConsumingEnumerable(cancellationToken))
        {
            _hash.AppendData(piece.Bytes, 0, piece.Length);
            Release(piece);
        }
    }

    private sealed class Piece
    {
        public readonly byte[] Bytes = new byte[PieceBytes];
        public int Length;
        public int Holders;
    }
}
