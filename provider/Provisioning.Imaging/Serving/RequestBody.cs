using Microsoft.AspNetCore.Http;

namespace Provisioning.Imaging.Serving;

/// <summary>Reads request bodies up to a size.</summary>
internal static class RequestBody
{
    /// <summary>The body; null when it is longer than allowed, and then the answer is 413.</summary>
    public static async Task<byte[]?> ReadAsync(HttpContext context, int atMost, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            while (true)
            {
                var read = await context.Request.Body.ReadAsync(buffer, cancellationToken);
                if (read == 0) return body.ToArray();
                if (body.Length + read > atMost) break;
                body.Write(buffer, 0, read);
            }
        }
        catch (BadHttpRequestException)
        {
            // Longer than the server takes at all, or cut short.
        }

        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        return null;
    }
}
