using System.Runtime.InteropServices;

namespace Provisioning.Host.Launching;

/// <summary>A null-terminated array of null-terminated texts, as exec wants arguments and environment.</summary>
internal sealed unsafe class TextVector : IDisposable
{
    private readonly int _count;

    /// <summary>Copies texts out of reach of the garbage collector.</summary>
    public TextVector(IReadOnlyList<string> texts)
    {
        _count = texts.Count;
        Pointer = (byte**)NativeMemory.AllocZeroed((nuint)(_count + 1), (nuint)sizeof(byte*));
        for (var index = 0; index < _count; index++) Pointer[index] = (byte*)Marshal.StringToCoTaskMemUTF8(texts[index]);
    }

    /// <summary>The array.</summary>
    public byte** Pointer { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        for (var index = 0; index < _count; index++) Marshal.FreeCoTaskMem((nint)Pointer[index]);
        NativeMemory.Free(Pointer);
    }
}
