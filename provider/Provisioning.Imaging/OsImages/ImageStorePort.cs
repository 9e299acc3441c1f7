using Provisioning.Engine.Imaging;
using Provisioning.Imaging.Serving;
using Provisioning.Imaging.Sessions;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Faults;
using Provisioning.Model.Imaging;

namespace Provisioning.Imaging.OsImages;

/// <summary>Brings OS images into the site's cache and makes them available to the agent of one attempt.</summary>
internal sealed class ImageStorePort(AttemptBook book, MediaServer server, ImageCache cache) : IImageStorePort
{
    /// <inheritdoc/>
    public async ValueTask<PortResult<ImagePublication>> PublishAsync(AttemptKey attempt, OsImage image, CancellationToken cancellationToken)
    {
        var started = await server.StartAsync(cancellationToken);
        if (started is not Outcome<MediaAddresses>.Success { Value: var addresses }) return Local(started.Diagnostics[0]);

        var sha256 = image.Sha256.ToLowerInvariant();
        var fetched = await cache.EnsureAsync(image.Url, sha256, cancellationToken);
        if (fetched is not Outcome<FileInfo>.Success { Value: var file }) return Local(fetched.Diagnostics[0]);
        var (compression, seen) = await CompressionAsync(file, cancellationToken);
        if (compression is null) return Local(MediaDiagnostics.Format(image.Url, seen));

        var granted = await book.GrantAsync(book.Of(attempt), sha256, FileName(image.Url), cancellationToken);
        return new ImagePublication(new Uri(addresses.Agents[0], $"/image/{granted.Token}/{granted.FileName}"), file.Length, compression);
    }

    private static async Task<(string? Text, string Seen)> CompressionAsync(FileInfo file, CancellationToken cancellationToken)
    {
        var head = new byte[ImageKind.HeadSize];
        await using var stream = file.OpenRead();
        var read = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        return (ImageKind.Compression(head.AsSpan(0, read), out var seen), seen);
    }

    // Only for people who read logs; the token is what counts.
    private static string FileName(Uri url)
    {
        var name = new string(Path.GetFileName(url.AbsolutePath).Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.').ToArray());
        return name.Length == 0 ? "image" : name;
    }

    private static Fault Local(Diagnostic diagnostic) =>
        new(diagnostic.Code == MediaDiagnostics.ImageDigestMismatch.Code ? FaultKind.DigestMismatch : FaultKind.Local, diagnostic);
}
