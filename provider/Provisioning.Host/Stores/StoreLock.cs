using System.Globalization;
using System.Text;

namespace Provisioning.Host.Stores;

/// <summary>
/// The lock that makes one engine the owner of a store. The kernel releases it when the process ends, however it ends. The file holds the
/// generation, a number that rises with each start.
/// </summary>
internal sealed class StoreLock : IDisposable
{
    private const int WouldBlock = 11;
    private const int LongestNumber = 20;

    private readonly FileStream _file;

    private StoreLock(FileStream file, FileIdentity identity, long generation)
    {
        _file = file;
        Identity = identity;
        Generation = generation;
    }

    /// <summary>Which file is locked.</summary>
    public FileIdentity Identity { get; }

    /// <summary>One more than the last engine had.</summary>
    public long Generation { get; }

    /// <summary>Takes the lock and raises the generation, durably. Null where another process holds it.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static StoreLock? TryTake(string path)
    {
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception.HResult == WouldBlock)
        {
            return null;
        }

        try
        {
            // Whoever removes the folder between opening and locking leaves us with a lock on nothing.
            if (NativeFiles.Identity(file.SafeFileHandle) is not { } identity || NativeFiles.Identity(path) != identity)
            {
                file.Dispose();
                return null;
            }

            return new StoreLock(file, identity, Raise(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static long Raise(FileStream file)
    {
        Span<byte> text = stackalloc byte[LongestNumber];
        var length = file.ReadAtLeast(text, LongestNumber, throwOnEndOfStream: false);
        var last = long.TryParse(
            Encoding.ASCII.GetString(text[..length]).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var next = last + 1;
        file.Position = 0;
        file.Write(Encoding.ASCII.GetBytes(next.ToString(CultureInfo.InvariantCulture) + "\n"));
        file.SetLength(file.Position);
        file.Flush(flushToDisk: true);
        return next;
    }
}
