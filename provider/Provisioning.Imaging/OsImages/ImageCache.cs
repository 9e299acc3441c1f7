using System.Collections.Concurrent;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Imaging;

namespace Provisioning.Imaging.OsImages;

/// <summary>
/// The site's OS images in a folder, each under the SHA-256 of its content. A file stands under its name only after its digest was
/// computed and its bytes are on the disk; what an earlier process left is read through once before it is used. Requests for one image share
/// one fetch; a broken fetch goes on where it stopped.
/// </summary>
/// <param name="folder">Where they are.</param>
/// <param name="http">How they are fetched; owned.</param>
/// <param name="time">The clock.</param>
/// <param name="note">Is told of files that were found damaged.</param>
internal sealed class ImageCache(string folder, HttpMessageHandler http, TimeProvider time, Action<Diagnostic> note) : IDisposable
{
    private const int BufferSize = 1 << 20;
    private const int MostRedirects = 10;
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, SemaphoreSlim> _gates = new(StringComparer.Ordinal);
    private readonly HttpMessageInvoker _client = new(http, disposeHandler: true);
    private readonly ImageChecks _checks = new(note);

    /// <summary>The file of a digest, checked; null when it is not here. The first question for a file waits until it was read through.</summary>
    public async Task<FileInfo?> FindAsync(string sha256, CancellationToken cancellationToken)
    {
        var file = new FileInfo(Path.Combine(folder, sha256));
        return file.Exists && await _checks.IsWholeAsync(file, sha256, cancellationToken) ? file : null;
    }

    /// <summary>Whether the file of a digest was found damaged and is not replaced yet.</summary>
    public bool WasDamaged(string sha256) => _checks.WasDamaged(sha256);

    /// <summary>Makes sure that an image is here and is the one that its digest names (BM4030 to BM4035).</summary>
    public async Task<Outcome<FileInfo>> EnsureAsync(Uri source, string sha256, CancellationToken cancellationToken)
    {
        var gate = _gates.GetOrAdd(sha256, _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (await FindAsync(sha256, cancellationToken) is { } present) return present;
            Directory.CreateDirectory(folder);
            var part = Path.Combine(folder, sha256 + ".part");

            // The rest of an earlier fetch may have lost bytes with the power: when the whole does not fit, one fetch from the start decides.
            var isRest = File.Exists(part);
            var fetched = await FetchAsync(source, sha256, part, cancellationToken);
            return isRest && fetched.Diagnostics.Any(diagnostic => diagnostic.Code == MediaDiagnostics.ImageDigestMismatch.Code)
                ? await FetchAsync(source, sha256, part, cancellationToken)
                : fetched;
        }
        catch (IOException fault) when (DiskFull.Is(fault))
        {
            return MediaDiagnostics.Full(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return MediaDiagnostics.Unfetched(source, fault.Message);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _checks.Dispose();
        foreach (var gate in _gates.Values) gate.Dispose();
    }

    private async Task<Outcome<FileInfo>> FetchAsync(Uri source, string sha256, string part, CancellationToken cancellationToken)
    {
        var failed = source.Scheme switch
        {
            "file" => await CopyAsync(source, part, cancellationToken),
            "http" or "https" => await DownloadAsync(source, part, cancellationToken),
            _ => MediaDiagnostics.Scheme(source),
        };
        if (failed is not null) return failed;

        var actual = await ImageChecks.DigestAsync(part, cancellationToken);
        if (actual != sha256)
        {
            File.Delete(part);
            return MediaDiagnostics.Digest(source, sha256, actual);
        }

        var place = new FileInfo(Path.Combine(folder, sha256));
        DurableFile.PutIntoPlace(part, place.FullName);
        _checks.Trust(sha256);
        return place;
    }

    private static async Task<Diagnostic?> CopyAsync(Uri source, string part, CancellationToken cancellationToken)
    {
        if (!File.Exists(source.LocalPath)) return MediaDiagnostics.Unfetched(source, "There is no such file.");
        try
        {
            await using var input = new FileStream(source.LocalPath, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, useAsync: true);
            await using var output = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, BufferSize, useAsync: true);
            await input.CopyToAsync(output, BufferSize, cancellationToken);
            return null;
        }
        catch (Exception fault) when ((fault is IOException && !DiskFull.Is(fault)) || fault is UnauthorizedAccessException)
        {
            return MediaDiagnostics.Unfetched(source, fault.Message);
        }
    }

    private async Task<Diagnostic?> DownloadAsync(Uri source, string part, CancellationToken cancellationToken)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var have = File.Exists(part) ? new FileInfo(part).Length : 0;
            var address = source;
            for (var hop = 0; hop <= MostRedirects; hop++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                if (have > 0) request.Headers.Range = new System.Net.Http.Headers.RangeHeaderValue(have, null);
                using var response = await Patiently(token => _client.SendAsync(request, token), silence.Token);
                var status = (int)response.StatusCode;
                if (status is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location)
                {
                    address = new Uri(address, location);
                    if (address.Scheme is not ("http" or "https")) return MediaDiagnostics.Scheme(address);
                    continue;
                }

                if (status == 416)
                {
                    // What is here is as long as the file, or longer; its digest decides.
                    return null;
                }

                if (status is not (200 or 206)) return MediaDiagnostics.Unfetched(source, $"The server answered {status} {response.ReasonPhrase}.");
                await using var output = new FileStream(
                    part, status == 206 ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.None, BufferSize, useAsync: true);
                await using var input = await response.Content.ReadAsStreamAsync(silence.Token);
                return await DrainAsync(source, input, output, response.Content.Headers.ContentLength, silence.Token);
            }

            return MediaDiagnostics.Redirects(source, MostRedirects);
        }
        catch (TimeoutException)
        {
            return MediaDiagnostics.Unfetched(source, $"The server said nothing for {Silence.TotalSeconds:0} seconds.");
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is IOException && !DiskFull.Is(fault)))
        {
            return MediaDiagnostics.Unfetched(source, fault.Message);
        }
    }

    private async Task<Diagnostic?> DrainAsync(Uri source, Stream input, FileStream output, long? announced, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferSize];
        long received = 0;
        while (true)
        {
            var read = await Patiently(token => input.ReadAsync(buffer, token).AsTask(), cancellationToken);
            if (read == 0) break;
            await output.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            received += read;
        }

        return announced is { } length && received < length
            ? MediaDiagnostics.Unfetched(source, $"The connection ended after {received} of {length} bytes.")
            : null;
    }

    private async Task<T> Patiently<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Silence, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await work(both.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
    }
}
