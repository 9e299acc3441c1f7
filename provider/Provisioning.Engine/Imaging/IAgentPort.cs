using Provisioning.Model.Agents;

namespace Provisioning.Engine.Imaging;

/// <summary>The agents that run on machines.</summary>
public interface IAgentPort
{
    /// <summary>What is known of the agent of an attempt.</summary>
    ValueTask<AgentView> ViewAsync(AttemptKey attempt, CancellationToken cancellationToken);

    /// <summary>Gives the agent an order; the same id again changes nothing.</summary>
    ValueTask SubmitAsync(AttemptKey attempt, AgentOrder order, CancellationToken cancellationToken);

    /// <summary>Waits until the view differs from <paramref name="seen"/>, or the time is over; then the view.</summary>
    ValueTask<AgentView> WaitAsync(AttemptKey attempt, long seen, TimeSpan atMost, CancellationToken cancellationToken);
}
