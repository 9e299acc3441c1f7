using System.Text.Json;
using Provisioning.Bmc.Capabilities;
using Provisioning.Bmc.Protocol;
using Provisioning.Engine.Discovery;
using Provisioning.Model.Collections;
using Provisioning.Model.Discovery;
using Provisioning.Model.Faults;

namespace Provisioning.Bmc.Discovery;

/// <summary>Tasks (DSP0268, TaskService and Task) and the logs.</summary>
internal sealed class RedfishTasks(BmcExplorer explorer) : ITaskPort
{
    private const int MostTasks = 64;

    private readonly EventLogReader _log = new(explorer);

    /// <inheritdoc/>
    public async ValueTask<PortResult<ValueArray<BmcTask>>> ListRunningAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(explorer.Layout.TaskService)) return ValueArray<BmcTask>.Empty;
        var tasks = ResourcePath.Below(explorer.Layout.TaskService, "Tasks");
        var read = await explorer.Collections.ReadAsync(tasks, MostTasks, 1, cancellationToken);
        if (!read.TryGet(out var members, out var fault)) return fault;
        return members.Select(member => Read(member.Uri, member.Body)).Where(task => task.State == BmcTaskState.Running).ToValueArray();
    }

    /// <inheritdoc/>
    public async ValueTask<PortResult<BmcTask>> ReadAsync(string uri, CancellationToken cancellationToken)
    {
        var got = await explorer.Client.FindAsync(uri, cancellationToken);
        if (!got.TryGet(out var reply, out var fault)) return fault;
        return reply.Absent
            ? new Fault(FaultKind.Rejected, BmcDiagnostics.TaskGone.Occurs($"{explorer.Client.Address}: task {uri} is gone", "The BMC answers that there is no such task."))
            : Read(uri, reply.Body);
    }

    /// <inheritdoc/>
    public ValueTask<PortResult<ValueArray<string>>> ReadEventLogTailAsync(int count, CancellationToken cancellationToken) =>
        _log.ReadTailAsync(count, cancellationToken);

    // A monitor answers with the task while it runs (202) and with the outcome of the request, which has no state, after it.
    private static BmcTask Read(string uri, JsonElement body)
    {
        var word = body.Text("TaskState") ?? body.Text("JobState");
        var message = body.Items("Messages").Select(item => item.Text("Message")).LastOrDefault(text => text is not null) ?? body.Text("Message") ?? word ?? "";
        return new BmcTask(uri, body.Text("Name") ?? ResourcePath.LastSegment(uri), StateOf(word), message);
    }

    private static BmcTaskState StateOf(string? word) => word?.ToUpperInvariant() switch
    {
        null or "COMPLETED" => BmcTaskState.Completed,
        "EXCEPTION" or "KILLED" or "CANCELLED" or "INTERRUPTED" or "FAILED" or "COMPLETEDWITHERRORS" => BmcTaskState.Failed,
        _ => BmcTaskState.Running,
    };
}
