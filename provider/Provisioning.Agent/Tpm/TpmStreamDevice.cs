using System.Buffers.Binary;

namespace Provisioning.Agent.Tpm;

/// <summary>A software TPM behind a stream, such as <c>swtpm socket --server</c>: raw commands and responses, told apart by the size in their headers.</summary>
/// <param name="stream">The connection; closed with this.</param>
/// <param name="eventLog">What the firmware of the machine around it logged.</param>
public sealed class TpmStreamDevice(Stream stream, ReadOnlyMemory<byte> eventLog) : ITpmDevice, IAsyncDisposable
{
    private const int HeaderLength = 10;
    private const int SizeAt = 2;
    private const int ResponseAtMost = 65536;
    private readonly SemaphoreSlim _one = new(1);

    /// <inheritdoc/>
    public async ValueTask<byte[]> ExecuteAsync(byte[] command, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            await stream.WriteAsync(command, cancellationToken);
            await stream.FlushAsync(cancellationToken);
            var header = new byte[HeaderLength];
            await stream.ReadExactlyAsync(header, cancellationToken);
            var size = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(SizeAt));
            if (size is < HeaderLength or > ResponseAtMost) throw new IOException($"The TPM announces a response of {size} bytes.");
            var response = new byte[size];
            header.CopyTo(response, 0);
            await stream.ReadExactlyAsync(response.AsMemory(HeaderLength), cancellationToken);
            return response;
        }
        finally
        {
            _ = _one.Release();
        }
    }

    /// <inheritdoc/>
    public ValueTask<byte[]> ReadEventLogAsync(CancellationToken cancellationToken) => new(eventLog.ToArray());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        _one.Dispose();
    }
}
