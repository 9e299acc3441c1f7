using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Provisioning.AgentContract.Serialization;
using Provisioning.AgentContract.Sessions;
using Provisioning.AgentContract.Tasks;
using Provisioning.Imaging.Sessions;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Imaging;

namespace Provisioning.Imaging.Serving;

/// <summary>
/// The agent's API as <see cref="AgentRoutes"/> describes it. A ticket opens one session, bound to the key that came with it; every later
/// request is signed by that key and counted. A second key for a ticket stops the attempt, and neither agent gets anything more, unless it is the
/// same machine after a restart (<see cref="SessionRules"/>).
/// </summary>
internal sealed class AgentRequests(AttemptBook book, TimeProvider time, Action<Diagnostic> note)
{
    private const int LargestSessionRequest = 64 * 1024;

    private const int TooEarly = 425;

    // Nobody could be heard before this process listened.
    private readonly DateTimeOffset _since = time.GetUtcNow();

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext context, string path, CancellationToken cancellationToken)
    {
        var post = HttpMethods.IsPost(context.Request.Method);
        if (path == AgentRoutes.Sessions && post)
        {
            await OpenAsync(context, cancellationToken);
            return;
        }

        if (await RequestBody.ReadAsync(context, AgentRoutes.MaximumBodyBytes, cancellationToken) is not { } body) return;
        if (Authenticate(context, body) is not { } attempt) return;
        attempt.Seen(time.GetUtcNow());
        if (path == AgentRoutes.Inventory && post) await TakeInventoryAsync(context, attempt, body, cancellationToken);
        else if (path == AgentRoutes.Next && HttpMethods.IsGet(context.Request.Method)) await NextAsync(context, attempt, cancellationToken);
        else if (post && TaskPath(path, "/progress") is { } running) TakeProgress(context, attempt, running, body);
        else if (post && TaskPath(path, "/result") is { } done) await TakeResultAsync(context, attempt, done, body, cancellationToken);
        else context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private static string? TaskPath(string path, string end) =>
        path.StartsWith(AgentRoutes.Tasks, StringComparison.Ordinal) && path.EndsWith(end, StringComparison.Ordinal) && path.Length > AgentRoutes.Tasks.Length + end.Length
            ? path[AgentRoutes.Tasks.Length..^end.Length]
            : null;

    private async Task OpenAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (await RequestBody.ReadAsync(context, LargestSessionRequest, cancellationToken) is not { } body) return;
        var response = context.Response;
        if (AgentJson.TryRead(body, AgentJsonContext.Default.SessionRequest) is not { } request)
        {
            response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var attempt = book.ByTicket(request.Ticket);
        if (attempt?.Record is not { } record)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var message = AgentSignatures.SessionMessage(request.Ticket, request.PublicKey, request.Uuid, request.Serial);
        if (request.Attempt != record.Number || request.Epoch != record.Epoch || !AgentSignatures.Verify(request.PublicKey, message, request.Signature))
        {
            response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        if (record.Withdrawn || (record.Session is null && time.GetUtcNow().ToUnixTimeSeconds() > record.ExpiresUnixSeconds))
        {
            response.StatusCode = StatusCodes.Status410Gone;
            return;
        }

        if (attempt.IsEarly(request, time.GetUtcNow(), _since))
        {
            response.StatusCode = TooEarly;
            return;
        }

        var replaces = attempt.Claim(request, time.GetUtcNow(), _since);
        await book.SaveAsync(attempt, cancellationToken);
        if (replaces) await TakeOverAsync(attempt, cancellationToken);
        if (attempt.Record?.Session is not { } session || session.PublicKey != request.PublicKey)
        {
            response.StatusCode = StatusCodes.Status409Conflict;
            return;
        }

        attempt.Seen(time.GetUtcNow());
        await WriteAsync(context, AgentJson.Write(new SessionReply(session.SessionId, session.ServerNonce), AgentJsonContext.Default.SessionReply), cancellationToken);
    }

    private async Task TakeOverAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        note(MediaDiagnostics.CameAgain(attempt.Record!.ServerName, attempt.Record.EndedBoots?.Length ?? 0));
        foreach (var refused in attempt.RefuseWithheld()) await book.SaveAsync(attempt, refused, cancellationToken);
    }

    // Null when the request was answered already.
    private Attempt? Authenticate(HttpContext context, byte[] body)
    {
        var (headers, response) = (context.Request.Headers, context.Response);
        var sessionId = headers[AgentHeaders.Session].ToString();
        var attempt = book.BySession(sessionId);
        if (attempt?.Record is not { Session: { } session } record || session.SessionId != sessionId)
        {
            response.StatusCode = StatusCodes.Status401Unauthorized;
            return null;
        }

        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (!long.TryParse(headers[AgentHeaders.Counter].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var counter)
            || !AgentSignatures.Verify(
                session.PublicKey,
                AgentSignatures.RequestMessage(context.Request.Method, target, counter, body),
                headers[AgentHeaders.Signature].ToString())
            || !attempt.Count(counter))
        {
            response.StatusCode = StatusCodes.Status403Forbidden;
            return null;
        }

        if (!record.Withdrawn) return attempt;
        response.StatusCode = StatusCodes.Status410Gone;
        return null;
    }

    private async Task TakeInventoryAsync(HttpContext context, Attempt attempt, byte[] body, CancellationToken cancellationToken)
    {
        if (AgentJson.TryRead(body, AgentJsonContext.Default.AgentInventory) is not { } inventory)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        attempt.Update(record => record with { Inventory = inventory });
        await book.SaveAsync(attempt, cancellationToken);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task NextAsync(HttpContext context, Attempt attempt, CancellationToken cancellationToken)
    {
        if (!long.TryParse(context.Request.Query["after"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var after))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var end = time.GetUtcNow() + AgentRoutes.LongPoll;
        var sessionId = context.Request.Headers[AgentHeaders.Session].ToString();
        while (true)
        {
            var seen = attempt.Version;
            if (attempt.Record is not { Withdrawn: false } record)
            {
                context.Response.StatusCode = StatusCodes.Status410Gone;
                return;
            }

            if (record.Session?.SessionId != sessionId)
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return;
            }

            if (!record.Contested && attempt.NextAfter(after, sessionId) is { } task)
            {
                await WriteAsync(context, AgentJson.Write(task, AgentJsonContext.Default.AgentTask), cancellationToken);
                return;
            }

            var left = end - time.GetUtcNow();
            if (left <= TimeSpan.Zero)
            {
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                return;
            }

            await attempt.WaitAsync(seen, left, time, cancellationToken);
        }
    }

    private static void TakeProgress(HttpContext context, Attempt attempt, string taskId, byte[] body)
    {
        var progress = AgentJson.TryRead(body, AgentJsonContext.Default.TaskProgress);
        context.Response.StatusCode = (progress, attempt.Order(taskId)) switch
        {
            (null, _) => StatusCodes.Status400BadRequest,
            (_, null) => StatusCodes.Status404NotFound,
            _ => StatusCodes.Status204NoContent,
        };
        if (context.Response.StatusCode == StatusCodes.Status204NoContent) attempt.Report(Text(progress!));
    }

    private async Task TakeResultAsync(HttpContext context, Attempt attempt, string taskId, byte[] body, CancellationToken cancellationToken)
    {
        var order = attempt.Order(taskId);
        if (order is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (AgentJson.TryRead(body, AgentJsonContext.Default.AgentTaskResult) is not { } result || !ResultAnswers.Fits(order.Record.Kind, result))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var boot = attempt.Record?.Session?.BootId;

        // Written before it is shown to the engine, and shown before it is acknowledged.
        if (order.Record.Result is null) await book.SaveAsync(attempt, order.Record with { Result = result, BootId = boot }, cancellationToken);
        attempt.Complete(taskId, result, boot);
        await book.SaveAsync(attempt, cancellationToken);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static string Text(TaskProgress progress) => progress.BytesTotal > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{progress.Phase}: {100 * progress.BytesDone / progress.BytesTotal} % of {progress.BytesTotal >> 20} MiB")
        : string.Create(CultureInfo.InvariantCulture, $"{progress.Phase}: {progress.BytesDone >> 20} MiB");

    private static async Task WriteAsync(HttpContext context, byte[] json, CancellationToken cancellationToken)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = json.Length;
        await context.Response.Body.WriteAsync(json, cancellationToken);
    }
}
