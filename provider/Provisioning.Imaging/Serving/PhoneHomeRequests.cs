using Microsoft.AspNetCore.Http;
using Provisioning.AgentContract.Serialization;
using Provisioning.Imaging.Sessions;

namespace Provisioning.Imaging.Serving;

/// <summary>Takes what installed systems report.</summary>
internal sealed class PhoneHomeRequests(AttemptBook book, TimeProvider time)
{
    private const int LargestReport = 256 * 1024;

    /// <summary>POST with a token. The latest report counts: a system may report at each of its boots.</summary>
    public async Task HandleAsync(HttpContext context, string token, CancellationToken cancellationToken)
    {
        var attempt = book.ByPhone(token);
        if (attempt?.Phone is not { } phone) context.Response.StatusCode = StatusCodes.Status404NotFound;
        else if (!HttpMethods.IsPost(context.Request.Method)) context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        else if (time.GetUtcNow().ToUnixTimeSeconds() > phone.ExpiresUnixSeconds) context.Response.StatusCode = StatusCodes.Status410Gone;
        else if (await RequestBody.ReadAsync(context, LargestReport, cancellationToken) is { } body)
        {
            if (AgentJson.TryRead(body, AgentJsonContext.Default.PhoneHome) is not { } report)
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return;
            }

            var received = phone with { ReceivedUnixSeconds = time.GetUtcNow().ToUnixTimeSeconds(), Report = report };
            await book.SaveAsync(attempt, received, cancellationToken);
            attempt.SetPhone(received);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }
}
