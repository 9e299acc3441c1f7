using Microsoft.AspNetCore.Http;
using Provisioning.Imaging.Media;
using Provisioning.Imaging.OsImages;
using Provisioning.Imaging.Sessions;

namespace Provisioning.Imaging.Serving;

/// <summary>Serves boot media and OS images under their unguessable paths, and counts what was fetched.</summary>
internal sealed class MediaRequests(AttemptBook book, string templateFolder, ImageCache images, TimeProvider time)
{
    // A BMC fetches thousands of small ranges; the count is written after this many bytes, not after each.
    private const long SaveEvery = 4 << 20;

    /// <summary>GET or HEAD of <c>TOKEN/NAME.iso</c>.</summary>
    public async Task ServeMediumAsync(HttpContext context, string rest, CancellationToken cancellationToken)
    {
        var (token, name) = Split(rest);
        var attempt = book.ByMedia(token);
        if (attempt?.Record is not { } record || record.MediaName != name)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (record.Withdrawn || record.Credential is null || time.GetUtcNow().ToUnixTimeSeconds() > record.ExpiresUnixSeconds)
        {
            context.Response.StatusCode = StatusCodes.Status410Gone;
            return;
        }

        var place = MediaComposer.Fill(System.Text.Encoding.UTF8.GetBytes(record.Credential)).Match(
            filled => filled.Value, _ => throw new InvalidOperationException("A credential that was published does not fit."));
        var content = new MediaContent(
            MediaComposer.TemplateFile(templateFolder, record.ImageSha256), record.TemplateSize, record.PlaceOffset, place);
        if (record.FirstFetchUnixSeconds is null && HttpMethods.IsGet(context.Request.Method))
        {
            var (now, source) = (time.GetUtcNow().ToUnixTimeSeconds(), context.Connection.RemoteIpAddress?.ToString());
            attempt.Update(current => current.FirstFetchUnixSeconds is null ? current with { FirstFetchUnixSeconds = now, FetchedFrom = source } : current);
            await book.SaveAsync(attempt, cancellationToken);
        }

        var before = attempt.BytesServed;
        var tag = $"{record.ImageSha256[..16]}-{record.TicketSha256[..16]}";
        await RangedResponse.WriteAsync(context, content, "application/x-iso9660-image", tag, attempt.Served, cancellationToken);
        if (attempt.BytesServed / SaveEvery != before / SaveEvery) await book.SaveAsync(attempt, CancellationToken.None);
    }

    /// <summary>GET or HEAD of <c>TOKEN/NAME</c>.</summary>
    public async Task ServeImageAsync(HttpContext context, string rest, CancellationToken cancellationToken)
    {
        var (token, name) = Split(rest);
        if (book.ByImage(token) is not { } found || found.Grant.FileName != name)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (found.Attempt.Record is { Withdrawn: true })
        {
            context.Response.StatusCode = StatusCodes.Status410Gone;
            return;
        }

        if (await images.FindAsync(found.Grant.Sha256, cancellationToken) is not { } file)
        {
            // A damaged one is fetched again by the step that hands it out; the agent comes back for it.
            context.Response.StatusCode =
                images.WasDamaged(found.Grant.Sha256) ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status410Gone;
            return;
        }

        var content = new MediaContent(file.FullName, file.Length, 0, ReadOnlyMemory<byte>.Empty);
        await RangedResponse.WriteAsync(context, content, "application/octet-stream", found.Grant.Sha256, _ => { }, cancellationToken);
    }

    private static (string Token, string Name) Split(string rest)
    {
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? (rest, "") : (rest[..slash], rest[(slash + 1)..]);
    }
}
