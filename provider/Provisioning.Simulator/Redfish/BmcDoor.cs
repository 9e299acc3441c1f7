using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Provisioning.Model.HouseRules;
using Provisioning.Simulator.Bmcs;
using Provisioning.Simulator.Faults;

namespace Provisioning.Simulator.Redfish;

/// <summary>Takes HTTP requests of one BMC: counts them, lets the faults on the wire act, and writes replies.</summary>
[HouseRuleExemption(HouseRule.TokenLast, "The HTTP context carries the request's token, and the rack's own comes with the constructor.")]
internal sealed class BmcDoor(SimulatedBmc bmc, CancellationToken rackStops)
{
    private const int BodyLimit = 1 << 20;
    private const string LoopPath = "/redfish/v1/elsewhere/";
    private readonly RedfishService _service = new(bmc);

    public async Task HandleAsync(HttpContext context)
    {
        var started = Stopwatch.GetTimestamp();
        var status = 0;
        try
        {
            status = await ServeAsync(context);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
        catch (IOException)
        {
            context.Abort();
        }
        finally
        {
            var address = context.Request.Path.Value + context.Request.QueryString.Value;
            bmc.Requests.Add(new RequestRecord(bmc.Time.GetUtcNow(), context.Request.Method, address, status, Stopwatch.GetElapsedTime(started)));
        }
    }

    private async Task<int> ServeAsync(HttpContext context)
    {
        if (!IsReachable())
        {
            context.Abort();
            return 0;
        }

        if (bmc.Definition.Latency > TimeSpan.Zero) await Task.Delay(bmc.Definition.Latency, bmc.Time, rackStops);
        var body = await ReadBodyAsync(context);
        if (body is null) return await WriteAsync(context, RedfishErrors.TooLarge());
        var incoming = Incoming(context, body);
        if (incoming.Path.StartsWith(LoopPath, StringComparison.Ordinal)) return await RedirectAsync(context, incoming.Path);
        var fault = bmc.Faults.TakeWire(incoming.Method, incoming.Path);
        if (fault is null) return await WriteAsync(context, await AnswerAsync(incoming));
        return await fault.Match(
            delay => DelayAsync(context, incoming, delay),
            hang => HangAsync(context, incoming, hang.Execute),
            drop => DropAsync(context, incoming, drop.Execute),
            _ => HangMidBodyAsync(context, incoming),
            _ => MalformAsync(context, incoming),
            huge => WriteHugeAsync(context, huge.MebiBytes),
            _ => RedirectAsync(context, incoming.Path),
            refuse => RefuseAsync(context, refuse));
    }

    private bool IsReachable()
    {
        lock (bmc.Gate) return bmc.Manager.Reachable;
    }

    /// <summary>A BMC goes on with what it was told though the client went away, so only the rack's end stops it.</summary>
    private Task<RedfishReply> AnswerAsync(IncomingRequest incoming) => _service.AnswerAsync(incoming, rackStops);

    private async Task<int> DelayAsync(HttpContext context, IncomingRequest incoming, WireFault.Delay fault)
    {
        await Task.Delay(fault.Time, bmc.Time, rackStops);
        return await WriteAsync(context, await AnswerAsync(incoming));
    }

    private async Task<int> HangAsync(HttpContext context, IncomingRequest incoming, bool execute)
    {
        if (execute) await AnswerAsync(incoming);
        await HangAsync(context);
        return 0;
    }

    private async Task HangAsync(HttpContext context)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, rackStops);
        await Task.Delay(Timeout.InfiniteTimeSpan, bmc.Time, either.Token);
    }

    private async Task<int> DropAsync(HttpContext context, IncomingRequest incoming, bool execute)
    {
        if (execute) await AnswerAsync(incoming);
        context.Abort();
        return 0;
    }

    private async Task<int> HangMidBodyAsync(HttpContext context, IncomingRequest incoming)
    {
        var bytes = Content(await AnswerAsync(incoming));
        context.Response.StatusCode = 200;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = Math.Max(2, bytes.Length);
        await context.Response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2), rackStops);
        await context.Response.Body.FlushAsync(rackStops);
        await HangAsync(context);
        return 0;
    }

    private async Task<int> MalformAsync(HttpContext context, IncomingRequest incoming)
    {
        var bytes = Content(await AnswerAsync(incoming));
        return await WriteAsync(context, new RedfishReply { Status = 200, Raw = bytes.Length < 2 ? "{"u8.ToArray() : bytes[..(bytes.Length / 2)] });
    }

    private async Task<int> WriteHugeAsync(HttpContext context, int mebiBytes)
    {
        var filler = new byte[1 << 20];
        Array.Fill(filler, (byte)'x');
        context.Response.StatusCode = 200;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync("{\"Filler\":\""u8.ToArray(), rackStops);
        for (var written = 0; written < mebiBytes; written++) await context.Response.Body.WriteAsync(filler, rackStops);
        await context.Response.Body.WriteAsync("\"}"u8.ToArray(), rackStops);
        return 200;
    }

    /// <summary>Each address of the loop leads to the next, for as long as the client follows.</summary>
    private Task<int> RedirectAsync(HttpContext context, string path)
    {
        _ = int.TryParse(path.StartsWith(LoopPath, StringComparison.Ordinal) ? path[LoopPath.Length..] : "0", out var turn);
        var next = string.Create(CultureInfo.InvariantCulture, $"{LoopPath}{turn + 1}");
        return WriteAsync(context, new RedfishReply { Status = 308 }.With("Location", next));
    }

    private Task<int> RefuseAsync(HttpContext context, WireFault.Refuse refuse)
    {
        var reply = RedfishErrors.Unavailable(refuse.Status);
        if (refuse.RetryAfter is { } after) reply.With("Retry-After", ((int)after.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        return WriteAsync(context, reply);
    }

    private static byte[] Content(RedfishReply reply) => reply.Body is { } body ? Encoding.UTF8.GetBytes(body.ToJsonString()) : reply.Raw ?? [];

    private async Task<int> WriteAsync(HttpContext context, RedfishReply reply)
    {
        var response = context.Response;
        response.StatusCode = reply.Status;
        response.Headers["OData-Version"] = "4.0";
        response.Headers["Cache-Control"] = "no-store";
        response.Headers["Date"] = bmc.Manager.Now.ToUniversalTime().ToString("R", CultureInfo.InvariantCulture);
        foreach (var (name, value) in reply.Headers) response.Headers[name] = value;
        var bytes = Content(reply);
        if (bytes.Length > 0)
        {
            response.ContentType = reply.ContentType;
            response.ContentLength = bytes.Length;
            if (context.Request.Method != "HEAD") await response.Body.WriteAsync(bytes, rackStops);
        }
        else if (reply.Status is not (204 or 304))
        {
            response.ContentLength = 0;
        }

        return reply.Status;
    }

    private async Task<byte[]?> ReadBodyAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false }) return [];
        using var buffer = new MemoryStream();
        var block = new byte[8192];
        int read;
        while ((read = await context.Request.Body.ReadAsync(block, rackStops)) > 0)
        {
            buffer.Write(block, 0, read);
            if (buffer.Length > BodyLimit) return null;
        }

        return buffer.ToArray();
    }

    private static IncomingRequest Incoming(HttpContext context, byte[] body)
    {
        var headers = context.Request.Headers;
        return new IncomingRequest
        {
            Method = context.Request.Method,
            Path = context.Request.Path.Value ?? "/",
            Query = Query(context.Request.QueryString.Value),
            Body = body,
            Authorization = headers.Authorization,
            Token = headers["X-Auth-Token"],
            IfMatch = headers.IfMatch,
            IfNoneMatch = headers.IfNoneMatch,
            ODataVersion = headers["OData-Version"],
        };
    }

    private static Dictionary<string, string> Query(string? text)
    {
        var query = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in (text ?? "").TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0) query[Uri.UnescapeDataString(part[..equals])] = Uri.UnescapeDataString(part[(equals + 1)..]);
        }

        return query;
    }
}
