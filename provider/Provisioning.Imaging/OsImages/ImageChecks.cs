using System.Collections.Concurrent;
using System.Security.Cryptography;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Imaging;

namespace Provisioning.Imaging.OsImages;

/// <summary>
/// Whether the files of the cache are what their names say. A file from an earlier process is read through once, before its first use, for all
/// who ask; whoever stops waiting does not stop the reading. One that is damaged is removed and told of (BM4037).
/// </summary>
internal sealed class ImageChecks(Action<Diagnostic> note) : IDisposable
{
    private const int BufferSize = 1 << 20;

    private readonly ConcurrentDictionary<string, Lazy<Task<bool>>> _checks = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _ending = new();

    /// <summary>Whether a file that stands under a digest has it. When not, the file is gone.</summary>
    public Task<bool> IsWholeAsync(FileInfo file, string sha256, CancellationToken cancellationToken) =>
        _checks.GetOrAdd(sha256, wanted => new Lazy<Task<bool>>(() => CheckAsync(file.FullName, wanted, _ending.Token))).Value.WaitAsync(cancellationToken);

    /// <summary>Notes that the file was just made, and its digest computed.</summary>
    public void Trust(string sha256) => _checks[sha256] = new Lazy<Task<bool>>(Task.FromResult(true));

    /// <summary>Whether the file was found damaged and has not been replaced.</summary>
    public bool WasDamaged(string sha256) =>
        _checks.TryGetValue(sha256, out var check) && check.IsValueCreated && check.Value is { IsCompletedSuccessfully: true, Result: false };

    /// <summary>The SHA-256 of a file, in lower-case hex.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<string> DigestAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, useAsync: true);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ending.Cancel();
        _ending.Dispose();
    }

    private async Task<bool> CheckAsync(string file, string sha256, CancellationToken cancellationToken)
    {
        string seen;
        try
        {
            var actual = await DigestAsync(file, cancellationToken);
            if (actual == sha256) return true;
            seen = $"It has {new FileInfo(file).Length} bytes with sha256 {actual}.";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            seen = fault.Message;
        }

        note(MediaDiagnostics.Damaged(file, seen));
        try
        {
            File.Delete(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It is not used any more; the next fetch replaces it, or says why it cannot.
        }

        return false;
    }
}
