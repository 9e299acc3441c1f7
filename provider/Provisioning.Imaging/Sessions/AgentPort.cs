using Provisioning.AgentContract.Tasks;
using Provisioning.Engine.Imaging;
using Provisioning.Imaging.Serving;
using Provisioning.Model.Agents;
using Provisioning.Model.Collections;

namespace Provisioning.Imaging.Sessions;

/// <summary>The agents as the engine sees them.</summary>
internal sealed class AgentPort(AttemptBook book, MediaServer server, TimeProvider time) : IAgentPort
{
    /// <inheritdoc/>
    public async ValueTask<AgentView> ViewAsync(AttemptKey attempt, CancellationToken cancellationToken)
    {
        await book.LoadAsync(cancellationToken);
        return View(book.Of(attempt));
    }

    /// <inheritdoc/>
    public async ValueTask SubmitAsync(AttemptKey attempt, AgentOrder order, CancellationToken cancellationToken)
    {
        await book.LoadAsync(cancellationToken);
        var known = book.Of(attempt);
        var taskId = OrderTasks.TaskId(order.Id);
        var kind = OrderTasks.KindOf(order);
        var submitted = known.Submit(
            order.Id, taskId, kind, sequence => OrderTasks.Make(order, sequence, attempt.Claim, AttestationKeyName(known), AgentPath, PhoneHomeUrls));
        if (submitted && known.Order(taskId) is { } kept) await book.SaveAsync(known, kept.Record, cancellationToken);
        foreach (var refused in known.RefuseWithheld()) await book.SaveAsync(known, refused, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<AgentView> WaitAsync(AttemptKey attempt, long seen, TimeSpan atMost, CancellationToken cancellationToken)
    {
        await book.LoadAsync(cancellationToken);
        var known = book.Of(attempt);
        await known.WaitAsync(seen, atMost, time, cancellationToken);
        return View(known);
    }

    private static AgentView View(Attempt attempt)
    {
        // The version first: whatever changes after it is read wakes the next wait.
        var version = attempt.Version;
        var record = attempt.Record;
        var answers = ValueMap<string, AgentAnswer>.From(attempt.Orders
            .Where(order => order.Record.Result is not null)
            .Select(order => KeyValuePair.Create(order.Record.OrderId, ResultAnswers.Read(order.Record.Kind, order.Record.Result!))));
        return new AgentView(
            version,
            record?.Session?.SessionId,
            record?.Contested ?? false,
            attempt.LastSeen,
            record?.Inventory is { } inventory ? ResultAnswers.Read(inventory, record.Session?.BootId) : null,
            answers,
            attempt.Progress);
    }

    private static byte[] AttestationKeyName(Attempt attempt) =>
        attempt.Orders.Select(order => order.Record.Result).OfType<AgentTaskResult.Attested>().LastOrDefault()?.AkName ?? [];

    // A URL of ours becomes a path, so that the agent fetches it through the endpoint that it reaches.
    private string AgentPath(Uri url) => OfOurs(url) ? url.PathAndQuery : url.AbsoluteUri;

    private string[] PhoneHomeUrls(Uri url) => OfOurs(url)
        ? server.Addresses!.Agents.Select(address => new Uri(address, url.PathAndQuery).AbsoluteUri).ToArray()
        : [url.AbsoluteUri];

    private bool OfOurs(Uri url) =>
        server.Addresses is { } addresses && addresses.Agents.Append(addresses.Bmc).Any(address => address.Authority == url.Authority);
}
