using System.Globalization;
using System.Text;

namespace Provisioning.Host.Logs;

/// <summary>
/// A log file of bounded size: when it is full it becomes <c>engine.log.1</c>, which is replaced. A disk that is full loses log lines, never
/// work.
/// </summary>
internal sealed class EngineLog(string path, TimeProvider time, long largest = EngineLog.LargestFile) : IEngineLog, IDisposable
{
    private const long LargestFile = 1024 * 1024;

    private readonly Lock _lock = new();
    private FileStream? _file;

    /// <inheritdoc/>
    public void Write(EngineLogLevel level, string text)
    {
        var name = level switch { EngineLogLevel.Error => "error", EngineLogLevel.Warning => "warn ", _ => "info " };
        var stamp = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var line = Encoding.UTF8.GetBytes($"{stamp} {name} {text.ReplaceLineEndings(" | ")}\n");
        lock (_lock)
        {
            try
            {
                _file ??= Open();
                if (_file.Length + line.Length > largest && _file.Length > 0)
                {
                    _file.Dispose();
                    _file = null;
                    File.Move(path, path + ".1", overwrite: true);
                    _file = Open();
                }

                _file.Write(line);
                _file.Flush();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                _file?.Dispose();
                _file = null;
            }
        }
    }

    /// <summary>Writes a line about the usual course.</summary>
    public void Write(string text) => Write(EngineLogLevel.Info, text);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _file?.Dispose();
            _file = null;
        }
    }

    /// <summary>Without a buffer: closing a file after a write that failed would write again, and fail again.</summary>
    private FileStream Open() => new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
}
