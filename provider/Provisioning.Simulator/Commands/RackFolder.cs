using Provisioning.Model.Diagnostics;
using Provisioning.Model.Simulation;

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

    /// <summary>Makes the folder where it is missing; why it cannot be used, or null.</summary>
    public static Diagnostic? Prepare(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            using var file = new FileStream(Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
            return null;
        }
        catch (IOException) when (File.Exists(Path.Combine(path, LockName)))
        {
            return null; // Somebody holds it, which the taker finds out.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            for (var part = path; part is not null; part = Path.GetDirectoryName(part))
            {
                if (File.Exists(part)) return SimulationDiagnostics.FolderUnusable(path, $"{part} is a file, not a folder.");
            }

            return SimulationDiagnostics.FolderUnusable(path, exception.Message);
        }
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
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
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
