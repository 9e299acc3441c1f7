using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Provisioning.Imaging.Media;

namespace Provisioning.Imaging.Serving;

/// <summary>
/// Answers GET and HEAD for content of a known size, whole or one range of it (RFC 9110, section 14). Several ranges in one request
/// get the whole, as the RFC allows.
/// </summary>
internal static class RangedResponse
{
    /// <summary>Writes the answer; says after each write how many bytes went out.</summary>
    public static async Task WriteAsync(HttpContext context, MediaContent content, string type, string tag, Action<int> sent, CancellationToken cancellationToken)
    {
        var (request, response) = (context.Request, context.Response);
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            response.Headers.Allow = "GET, HEAD";
            return;
        }

        var etag = $"\"{tag}\"";
        response.Headers.AcceptRanges = "bytes";
        response.Headers.ETag = etag;
        response.Headers.CacheControl = "no-store";
        response.ContentType = type;

        var (offset, count) = (0L, content.Size);
        if (Wanted(request, etag) is { } range)
        {
            if (Part(range, content.Size) is not { } part)
            {
                response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
                response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes */{content.Size}");
                response.ContentType = null;
                return;
            }

            (offset, count) = part;
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {offset}-{offset + count - 1}/{content.Size}");
        }

        response.ContentLength = count;
        if (HttpMethods.IsHead(request.Method)) return;
        try
        {
            await content.CopyAsync(response.Body, offset, count, sent, cancellationToken);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The reader went away, as BMCs do all the time; it comes back with another range.
        }
    }

    private static RangeItemHeaderValue? Wanted(HttpRequest request, string etag)
    {
        if (!RangeHeaderValue.TryParse(request.Headers.Range.ToString(), out var header)) return null;
        if (!string.Equals(header.Unit.Value, "bytes", StringComparison.OrdinalIgnoreCase) || header.Ranges.Count != 1) return null;
        var condition = request.Headers.IfRange.ToString();
        return condition.Length == 0 || condition == etag ? header.Ranges.First() : null;
    }

    private static (long Offset, long Count)? Part(RangeItemHeaderValue range, long size)
    {
        if (range.From is { } from)
        {
            if (from >= size) return null;
            var to = Math.Min(range.To ?? (size - 1), size - 1);
            return (from, to - from + 1);
        }

        var last = Math.Min(range.To ?? 0, size);
        return last <= 0 ? null : (size - last, last);
    }
}
