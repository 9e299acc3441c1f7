using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Provisioning.AgentContract.Inventories;
using Provisioning.AgentContract.Serialization;
using Provisioning.AgentContract.Sessions;
using Provisioning.AgentContract.Tasks;

namespace Provisioning.Agent.Tests.Support;

/// <summary>The engine's side of the protocol over real HTTPS on loopback, as small as it can be, and strict about signatures.</summary>
internal sealed class TestEngine : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentDictionary<string, ServedImage> _images = new();
    private readonly List<AgentTask> _tasks = [];
    private readonly ConcurrentDictionary<string, TaskCompletionSource<AgentTaskResult>> _results = new();
    private readonly TaskCompletionSource _firstProgress = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _publicKey;
    private long _counter;

    private TestEngine(WebApplication application, SiteCertificates certificates)
    {
        _application = application;
        Certificates = certificates;
    }

    public SiteCertificates Certificates { get; }

    public const string Ticket = "dGlja2V0LXRpY2tldC10aWNrZXQtdGlja2V0LXRpY2s";

    public string Address => _application.Urls.Single();

    public List<string> Violations { get; } = [];

    public ConcurrentQueue<string> Requests { get; } = new();

    public ConcurrentQueue<TaskProgress> Progress { get; } = new();

    public Task FirstProgress => _firstProgress.Task;

    public TaskCompletionSource<AgentInventory> Inventory { get; } = new();

    /// <summary>Answers to give to requests for a session before the true one.</summary>
    public ConcurrentQueue<int> SessionRefusals { get; } = new();

    /// <summary>Answers to give to other requests before the true one.</summary>
    public ConcurrentQueue<int> RequestRefusals { get; } = new();

    /// <summary>Whether progress reports are answered with "gone".</summary>
    public bool CancelTasks { get; set; }

    public int SessionsOpened { get; private set; }

    public static async Task<TestEngine> StartAsync(SiteCertificates? certificates = null)
    {
        certificates ??= new SiteCertificates();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificates.Server)));
        var engine = new TestEngine(builder.Build(), certificates);
        engine._application.Run(engine.HandleAsync);
        await engine._application.StartAsync(TestContext.Current.CancellationToken);
        return engine;
    }

    public AgentTicket MakeTicket() => new([Address], Certificates.CaPem, Ticket, 1, 7, "n01", 0);

    public void Serve(string name, ServedImage image) => _images[$"/image/{name}"] = image;

    public Task<AgentTaskResult> Ask(AgentTask task)
    {
        var result = new TaskCompletionSource<AgentTaskResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _results[task.Id] = result;
        lock (_tasks) _tasks.Add(task);
        return result.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private static async Task<byte[]> BodyAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        return body.ToArray();
    }

    private async Task HandleAsync(HttpContext context)
    {
        var target = context.Request.Path + context.Request.QueryString;
        Requests.Enqueue($"{context.Request.Method} {target}");
        if (_images.TryGetValue(context.Request.Path, out var image))
        {
            await ServeAsync(context, image);
            return;
        }

        var body = await BodyAsync(context);
        if (context.Request.Path == AgentRoutes.Sessions)
        {
            await OpenSessionAsync(context, body);
        }
        else if (RequestRefusals.TryDequeue(out var refusal))
        {
            context.Response.StatusCode = refusal;
        }
        else if (IsSigned(context, target, body))
        {
            await AnswerAsync(context, body);
        }
    }

    private async Task OpenSessionAsync(HttpContext context, byte[] body)
    {
        if (SessionRefusals.TryDequeue(out var status))
        {
            context.Response.StatusCode = status;
            return;
        }

        var request = AgentJson.TryRead(body, AgentJsonContext.Default.SessionRequest)!;
        var message = AgentSignatures.SessionMessage(request.Ticket, request.PublicKey, request.Uuid, request.Serial);
        if (request.Ticket != Ticket || !AgentSignatures.Verify(request.PublicKey, message, request.Signature))
        {
            context.Response.StatusCode = 403;
            return;
        }

        if (_publicKey is not null && _publicKey != request.PublicKey)
        {
            context.Response.StatusCode = 409;
            return;
        }

        _publicKey = request.PublicKey;
        SessionsOpened++;
        await context.Response.Body.WriteAsync(AgentJson.Write(new SessionReply("session-1", "bm9uY2U="), AgentJsonContext.Default.SessionReply));
    }

    private bool IsSigned(HttpContext context, string target, byte[] body)
    {
        var counter = long.Parse(context.Request.Headers[AgentHeaders.Counter].ToString(), CultureInfo.InvariantCulture);
        var message = AgentSignatures.RequestMessage(context.Request.Method, target, counter, body);
        var good = context.Request.Headers[AgentHeaders.Session] == "session-1"
            && counter > _counter
            && AgentSignatures.Verify(_publicKey!, message, context.Request.Headers[AgentHeaders.Signature].ToString());
        _counter = counter;
        if (good) return true;
        Violations.Add($"{context.Request.Method} {target} {counter}");
        context.Response.StatusCode = 403;
        return false;
    }

    private async Task AnswerAsync(HttpContext context, byte[] body)
    {
        context.Response.StatusCode = 204;
        var path = context.Request.Path.Value!;
        if (path == AgentRoutes.Inventory)
        {
            Inventory.TrySetResult(AgentJson.TryRead(body, AgentJsonContext.Default.AgentInventory)!);
        }
        else if (path == AgentRoutes.Next)
        {
            await NextAsync(context, long.Parse(context.Request.Query["after"].ToString(), CultureInfo.InvariantCulture));
        }
        else if (path.EndsWith("/progress", StringComparison.Ordinal))
        {
            Progress.Enqueue(AgentJson.TryRead(body, AgentJsonContext.Default.TaskProgress)!);
            _firstProgress.TrySetResult();
            if (CancelTasks) context.Response.StatusCode = 410;
        }
        else
        {
            var id = path.Split('/')[^2];
            _results[id].TrySetResult(AgentJson.TryRead(body, AgentJsonContext.Default.AgentTaskResult)!);
        }
    }

    private async Task NextAsync(HttpContext context, long after)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            AgentTask? task;
            lock (_tasks) task = _tasks.FirstOrDefault(one => one.Sequence > after);
            if (task is not null)
            {
                context.Response.StatusCode = 200;
                await context.Response.Body.WriteAsync(AgentJson.Write(task, AgentJsonContext.Default.AgentTask));
                return;
            }

            await Task.Delay(20, context.RequestAborted);
        }
    }

    private static async Task ServeAsync(HttpContext context, ServedImage image)
    {
        var number = image.NextRequest();
        image.OnRequest?.Invoke(number);
        if (image.Refusal is { } refusal)
        {
            context.Response.StatusCode = refusal;
            return;
        }

        var from = 0;
        if (image.Ranges && context.Request.Headers.Range.ToString() is { Length: > 0 } range)
        {
            from = int.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture);
            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = $"bytes {from}-{image.Content.Length - 1}/{image.Content.Length}";
        }

        var rest = image.Content.Length - from;
        if (image.SaysLength) context.Response.ContentLength = rest;
        var carried = Math.Min(rest, image.BreakAfter ?? rest);
        var first = Math.Min(carried, image.PauseAfter ?? carried);
        await context.Response.Body.WriteAsync(image.Content.AsMemory(from, first));
        if (first < carried)
        {
            await context.Response.Body.FlushAsync();
            await image.Resume.Task.WaitAsync(context.RequestAborted);
            await context.Response.Body.WriteAsync(image.Content.AsMemory(from + first, carried - first));
        }

        if (carried < rest)
        {
            await context.Response.Body.FlushAsync();
            context.Abort();
        }
    }
}
