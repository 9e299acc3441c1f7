namespace Provisioning.Simulator.Commands;

/// <summary>
/// The state folder of a rack, held by a lock that ends with its holder. Also tells whether another process holds it.
/// </summary>
internal sealed class RackFolder : IDisposable
{
    private const string LockName = "rack.lock";
    private readonly FileStream _lock;
    private readonly string _path;

    private RackFolder(string path, FileStream @lock)
    {
        _path = path;
        _lock = @lock;
    }

    /// <summary>Takes the folder; null when another process has it.</summary>
    public static RackFolder? TryHold(string path)
    {
        Directory.CreateDirectory(path);
        try
        {
            var file = new FileStream(Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new RackFolder(path, file);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Whether a process holds it.</summary>
    public static bool IsHeld(string path)
    {
        if (!File.Exists(Path.Combine(path, LockName))) return false;
        using var held = TryHold(path);
        return held is null;
    }

    public void Dispose()
    {
        File.Delete(Path.Combine(_path, RackState.FileName));
        _lock.Dispose();
    }
}
