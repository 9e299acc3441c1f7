namespace Provisioning.Agent.Machines;

/// <summary>
/// An open disk. Plain blocking calls, as block devices are; the agent makes them on threads of its own. Reads and writes may
/// overlap in time when their ranges do not.
/// </summary>
public interface IDiskAccess : IDisposable
{
    /// <summary>Size in bytes.</summary>
    long SizeBytes { get; }

    /// <summary>Fills the buffer from the offset.</summary>
    /// <exception cref="IOException">The disk failed, or the range is not on it.</exception>
    void Read(long offset, Span<byte> buffer);

    /// <summary>Writes all bytes at the offset.</summary>
    /// <exception cref="IOException">The disk failed, or the range is not on it.</exception>
    void Write(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>
    /// Makes the range zero without sending zeroes, where the disk knows how to. Nothing has happened when it answers that it does not.
    /// </summary>
    /// <exception cref="IOException">The disk failed.</exception>
    bool TryWriteZeroes(long offset, long length) => false;

    /// <summary>Returns when everything written is on the medium.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    void Flush();

    /// <summary>Makes later reads come from the medium, not from memory. A hint: what cannot do it does nothing.</summary>
    void DropCaches();
}
