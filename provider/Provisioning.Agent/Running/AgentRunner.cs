using System.Net;
using System.Text.Json;
using Provisioning.Agent.Machines;
using Provisioning.Agent.Sessions;
using Provisioning.Agent.Tasks;
using Provisioning.Agent.Tpm;
using Provisioning.AgentContract.Serialization;
using Provisioning.AgentContract.Sessions;
using Provisioning.AgentContract.Tasks;
using AgentDiagnostics = Provisioning.Model.Agents.AgentDiagnostics;

namespace Provisioning.Agent.Running;

/// <summary>
/// The agent: opens a session with the ticket, reports the inventory, then does one task after another until the machine restarts or
/// the engine ends the attempt. It pulls, and never gives up by itself.
/// </summary>
public static class AgentRunner
{
    private static readonly TimeSpan ShortestPoll = TimeSpan.FromSeconds(1);

    /// <summary>Runs the agent on a machine.</summary>
    /// <param name="ticket">From the medium.</param>
    /// <param name="ports">The machine.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="cancellationToken">Ends it: the machine lost power.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<AgentExit> RunAsync(
        AgentTicket ticket,
        MachinePorts ports,
        TimeProvider timeProvider,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        ArgumentNullException.ThrowIfNull(ports);
        ArgumentNullException.ThrowIfNull(timeProvider);
        var facts = ports.Facts.Read();
        ports.Log.Write($"agent for {ticket.ServerName}, attempt {ticket.Attempt}, epoch {ticket.Epoch}: machine {facts.Serial} {facts.Uuid}");
        using var connection = new EngineConnection(ticket, facts, ports.Log, timeProvider, ports.Route);
        try
        {
            await connection.OpenAsync(cancellationToken);
            var inventory = await InventoryReader.ReadAsync(ports, facts, cancellationToken);
            var body = AgentJson.Write(inventory, AgentJsonContext.Default.AgentInventory);
            var reply = await connection.SendAsync(HttpMethod.Post, AgentRoutes.Inventory, body, TimeSpan.Zero, cancellationToken);
            if (reply.Status == HttpStatusCode.Gone) return AgentExit.AttemptOver;
            return await DoTasksAsync(connection, ports, timeProvider, cancellationToken);
        }
        catch (AttemptEndedException ended)
        {
            ports.Log.Write(ended.Message);
            return ended.Exit;
        }
    }

    private static async Task<AgentExit> DoTasksAsync(
        EngineConnection connection,
        MachinePorts ports,
        TimeProvider timeProvider,
        CancellationToken cancellationToken)
    {
        await using var attestor = ports.Tpm is null ? null : new TpmAttestor(ports.Tpm, timeProvider);
        var executor = new TaskExecutor(ports, connection, attestor, timeProvider);
        var answered = new Dictionary<string, AgentTaskResult>(StringComparer.Ordinal);
        var backoff = new Backoff(timeProvider);
        long after = 0;
        while (true)
        {
            var asked = timeProvider.GetTimestamp();
            var reply = await connection.SendAsync(HttpMethod.Get, AgentRoutes.NextTask(after), [], AgentRoutes.LongPoll, cancellationToken);
            if (reply.Status == HttpStatusCode.Gone) return AgentExit.AttemptOver;
            if (Next.Read(reply) is not { } next)
            {
                // A server that does not hold the request open shall not be hammered.
                if (timeProvider.GetElapsedTime(asked) < ShortestPoll) await backoff.WaitAsync(cancellationToken);
                continue;
            }

            backoff.Reset();
            var result = answered.GetValueOrDefault(next.Id)
                ?? (next.Task is { } task
                    ? await executor.ExecuteAsync(task, cancellationToken)
                    : AgentFaults.Failed(AgentDiagnostics.NotUnderstood(next.Kind)));
            answered[next.Id] = result;
            ports.Log.Write($"task {next.Id} ({next.Kind}): {Describe(result)}");
            var body = AgentJson.Write(result, AgentJsonContext.Default.AgentTaskResult);
            var taken = await connection.SendAsync(HttpMethod.Post, AgentRoutes.Result(next.Id), body, TimeSpan.Zero, cancellationToken);
            after = Math.Max(after, next.Sequence);
            if (taken.Done && await EndAsync(next.Task, ports.Power, cancellationToken) is { } exit) return exit;
        }
    }

    private static async Task<AgentExit?> EndAsync(AgentTask? task, IPower power, CancellationToken cancellationToken)
    {
        switch (task)
        {
            case AgentTask.Reboot:
                await power.RestartAsync(cancellationToken);
                return AgentExit.Restarting;
            case AgentTask.PowerOff:
                await power.PowerOffAsync(cancellationToken);
                return AgentExit.PoweringOff;
            default:
                return null;
        }
    }

    private static string Describe(AgentTaskResult result) =>
        result is AgentTaskResult.Failed { Fault: var fault } ? $"{fault.Code} {fault.Summary}" : "done";

    private sealed record Next(string Id, long Sequence, string Kind, AgentTask? Task)
    {
        // A task of a kind that this agent does not know still has an id, and gets an answer.
        public static Next? Read(EngineReply reply)
        {
            if (reply.Status != HttpStatusCode.OK) return null;
            var task = AgentJson.TryRead(reply.Body, AgentJsonContext.Default.AgentTask);
            try
            {
                using var document = JsonDocument.Parse(reply.Body);
                var kind = document.RootElement.GetProperty("kind").GetString() ?? "";
                return task is not null
                    ? new Next(task.Id, task.Sequence, kind, task)
                    : new Next(
                        document.RootElement.GetProperty("id").GetString() ?? "",
                        document.RootElement.GetProperty("sequence").GetInt64(),
                        kind,
                        null);
            }
            catch (Exception malformed) when (malformed is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                return null;
            }
        }
    }
}
