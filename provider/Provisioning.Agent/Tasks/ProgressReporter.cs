using System.Net;
using Provisioning.Agent.Imaging;
using Provisioning.Agent.Sessions;
using Provisioning.AgentContract.Serialization;
using Provisioning.AgentContract.Sessions;

namespace Provisioning.Agent.Tasks;

/// <summary>
/// Tells the engine once a second how far a task is, and hears from it whether the task is still wanted. Ends before the result is
/// sent, so that requests of a session never overlap.
/// </summary>
internal sealed class ProgressReporter : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    /// <summary>Begins to report.</summary>
    /// <param name="connection">Where to.</param>
    /// <param name="taskId">Of which task.</param>
    /// <param name="progress">What.</param>
    /// <param name="cancelled">Is cancelled when the engine says that the task is over.</param>
    /// <param name="timeProvider">The clock.</param>
    public ProgressReporter(
        EngineConnection connection,
        string taskId,
        ImageProgress progress,
        CancellationTokenSource cancelled,
        TimeProvider timeProvider) => _loop = Task.Run(() => RunAsync(connection, taskId, progress, cancelled, timeProvider, _stop.Token));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private static async Task RunAsync(
        EngineConnection connection,
        string taskId,
        ImageProgress progress,
        CancellationTokenSource cancelled,
        TimeProvider timeProvider,
        CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Period, timeProvider);
        var last = progress.Now;
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                if (progress.Now == last) continue;
                last = progress.Now;
                var body = AgentJson.Write(last, AgentJsonContext.Default.TaskProgress);
                var reply = await connection.SendOnceAsync(HttpMethod.Post, AgentRoutes.Progress(taskId), body, cancellationToken);
                if (reply?.Status == HttpStatusCode.Gone) await cancelled.CancelAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped: the task has its result.
        }
    }
}
