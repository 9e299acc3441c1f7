using System.Runtime.InteropServices;

namespace Provisioning.Agent.Disks;

/// <summary>
/// Memory that a disk can take from and put into by itself, without a copy in the kernel: it begins at a page. Outside the collected
/// heap, so that it is gone when the image is written.
/// </summary>
internal sealed unsafe class AlignedBuffer : IDisposable
{
    /// <summary>What the address is a multiple of, in bytes: a page, and no less than a block of any disk.</summary>
    public const int Alignment = 4096;

    private readonly int _length;
    private void* _memory;

    /// <summary>Takes memory; what is in it is not defined.</summary>
    /// <param name="length">Bytes.</param>
    public AlignedBuffer(int length)
    {
        _length = length;
        _memory = NativeMemory.AlignedAlloc((nuint)length, Alignment);
        GC.AddMemoryPressure(length);
    }

    /// <summary>Gives memory back that nobody disposed of.</summary>
    ~AlignedBuffer() => Free();

    /// <summary>The memory.</summary>
    public Span<byte> Span => _memory is null ? throw new ObjectDisposedException(nameof(AlignedBuffer)) : new Span<byte>(_memory, _length);

    /// <summary>Whether a span begins at a multiple of <see cref="Alignment"/>.</summary>
    public static bool IsAligned(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* address = bytes) return (nuint)address % Alignment == 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (_memory is null) return;
        NativeMemory.AlignedFree(_memory);
        _memory = null;
        GC.RemoveMemoryPressure(_length);
    }
}
