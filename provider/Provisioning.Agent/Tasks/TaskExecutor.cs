using Provisioning.Agent.Imaging;
using Provisioning.Agent.Machines;
using Provisioning.Agent.Sessions;
using Provisioning.Agent.Tpm;
using Provisioning.AgentContract.Tasks;
using Provisioning.Model.Diagnostics;
using AgentDiagnostics = Provisioning.Model.Agents.AgentDiagnostics;

namespace Provisioning.Agent.Tasks;

/// <summary>Does tasks. Each comes to a result, whatever happens; only the agent's own end passes through.</summary>
internal sealed class TaskExecutor(MachinePorts ports, EngineConnection connection, IAttestor? attestor, TimeProvider timeProvider)
{
    /// <summary>Does one task.</summary>
    /// <exception cref="OperationCanceledException">The agent itself is to end.</exception>
    public async Task<AgentTaskResult> ExecuteAsync(AgentTask task, CancellationToken cancellationToken)
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            return await task.Match(
                attest => attestor?.AttestAsync(attest, cancelled.Token) ?? NoTpm,
                activate => attestor?.ActivateAsync(activate, cancelled.Token) ?? NoTpm,
                image => WriteImageAsync(image, cancelled, cancelled.Token),
                identity => new ValueTask<AgentTaskResult>(AgentFaults.Result(IdentityTask.Write(ports, identity, timeProvider.GetUtcNow()))),
                _ => new ValueTask<AgentTaskResult>(new AgentTaskResult.Restarting()),
                _ => new ValueTask<AgentTaskResult>(new AgentTaskResult.Restarting()));
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return AgentFaults.Failed(AgentDiagnostics.Cancelled());
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return AgentFaults.Failed(AgentDiagnostics.Failed($"doing {task.GetType().Name}", failure.Message));
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            // The engine shall hear of it: an agent that dies in silence looks like a machine that hangs.
            return AgentFaults.Failed(InternalDiagnostics.Unexpected($"the agent did {task.GetType().Name}", bug));
        }
    }

    private static ValueTask<AgentTaskResult> NoTpm => new(AgentFaults.Failed(AgentDiagnostics.TpmMissing()));

    private async ValueTask<AgentTaskResult> WriteImageAsync(
        AgentTask.WriteImage task,
        CancellationTokenSource cancelled,
        CancellationToken cancellationToken)
    {
        var progress = new ImageProgress();
        await using var reporter = new ProgressReporter(connection, task.Id, progress, cancelled, timeProvider);
        var writer = new ImageWriter(ports, connection.Http, progress, timeProvider);
        return AgentFaults.Result(await writer.WriteAsync(task, connection.Endpoint, cancellationToken));
    }
}
