using Provisioning.Engine.Steps;
using Provisioning.Model.Faults;

namespace Provisioning.Engine.Imaging;

/// <summary>Makes this attempt's boot medium and serves it. Publishing again gives the same medium.</summary>
internal sealed class PublishMediaStep : StepHandler
{
    public override StepTraits Traits { get; } = StepTraits.Look(TimeSpan.FromMinutes(5));

    public override async ValueTask<StepResult> ConfirmAsync(StepContext context, CancellationToken cancellationToken)
    {
        var answer = await PublishAsync(context, cancellationToken);
        return answer.TryGet(out var medium, out var fault) ? Done(("agent.version", medium.AgentVersion)) : Failed(fault);
    }

    /// <summary>The medium of the attempt; kept in memory, as its URL is as good as a key.</summary>
    internal static async ValueTask<PortResult<MediaPublication>> PublishAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.Material.Medium is { } known) return known;
        var request = new MediaRequest(context.Key, context.Server, context.Ports.Store.Epoch, context.Desired.Timeouts.Create);
        var answer = await context.Ports.Media.PublishAsync(request, cancellationToken);
        if (answer.TryGet(out var medium, out _)) context.Material.Medium = medium;
        return answer;
    }
}
