using Provisioning.Engine.Discovery;
using Provisioning.Engine.Remedies;
using Provisioning.Engine.Steps;
using Provisioning.Model.Agents;
using Provisioning.Model.Faults;
using Provisioning.Model.Operations;

namespace Provisioning.Engine.Imaging;

/// <summary>A step that is one order to the agent. The agent knows orders by id: one that it has done is answered, not done again.</summary>
internal abstract class AgentOrderStep : StepHandler
{
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(20);
    internal static readonly TimeSpan SilencePatience = TimeSpan.FromMinutes(5);

    protected abstract ValueTask<PortResult<AgentOrder>> OrderAsync(StepContext context, CancellationToken cancellationToken);

    protected abstract ValueTask<StepResult> OfAnswerAsync(StepContext context, AgentAnswer answer, CancellationToken cancellationToken);

    public override async ValueTask<ProbeResult> ProbeAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.Known is null) return new ProbeResult.DoesNotHold("not ordered yet");
        var view = await context.Ports.Agents.ViewAsync(context.Key, cancellationToken);
        return view.Answers.ContainsKey(context.OrderId) ? Holds(("agent.order", "answered")) : new ProbeResult.CannotTell("not answered yet");
    }

    public override async ValueTask<PortResult<Acceptance>> ActAsync(StepContext context, CancellationToken cancellationToken)
    {
        var answer = await OrderAsync(context, cancellationToken);
        if (!answer.TryGet(out var order, out var fault)) return fault;
        await context.Ports.Agents.SubmitAsync(context.Key, order, cancellationToken);
        context.Material.Orders.Add(order.Id);
        return Acceptance.Plain;
    }

    public override async ValueTask<StepResult> ConfirmAsync(StepContext context, CancellationToken cancellationToken)
    {
        var view = await context.Ports.Agents.ViewAsync(context.Key, cancellationToken);
        if (!IsDecided(context, view) && !context.Material.Orders.Contains(context.OrderId) && await AgainAsync(context, cancellationToken) is { } fault)
            return Failed(fault);
        if (!IsDecided(context, view)) view = await context.Ports.Agents.WaitAsync(context.Key, view.Version, Slice, cancellationToken);
        if (AwaitAgentStep.Judge(context, view) is { } trouble) return trouble;
        if (view.Answers.TryGetValue(context.OrderId, out var answer))
            return answer is AgentAnswer.Failed failed ? Failed(OfAgent(failed)) : await OfAnswerAsync(context, answer, cancellationToken);
        if (Silence(context, view) is { } silent) return Failed(silent);
        if (view.Progress is { } progress) context.Progress(progress);
        return new StepResult.AwaitSignal("agent");
    }

    public override ValueTask AbortAsync(StepContext context, CancellationToken cancellationToken) =>
        context.Ports.Media.WithdrawAsync(context.Key, cancellationToken);

    /// <summary>The fault of an agent that has not asked for work for too long; null while it has.</summary>
    internal static Fault? Silence(StepContext context, AgentView view)
    {
        var since = context.Known?.Since ?? context.Attempt.StartedAt;
        if (context.Scope.WatchedSince > since) since = context.Scope.WatchedSince;
        var last = view.LastSeen is { } seen && seen > since ? seen : since;
        return context.Now - last > SilencePatience ? new Fault(FaultKind.AgentSilent, OperationDiagnostics.IsSilent(context.Server, view.LastSeen)) : null;
    }

    /// <summary>
    /// The fault that an agent answered with. The agent has told what became of its order, so nothing is in doubt: what would be a broken way when a BMC
    /// says it is here an order that failed, and is given again under a new id.
    /// </summary>
    internal static Fault OfAgent(AgentAnswer.Failed failed) =>
        RemedyLadder.IsTransport(failed.Fault.Kind) ? failed.Fault with { Kind = FaultKind.OrderFailed } : failed.Fault;

    protected static StepResult Odd(StepContext context, AgentAnswer answer) =>
        Failed(FaultKind.ProtocolViolation, OperationDiagnostics.AnsweredOddly(context.Server, context.Step.Id, answer.GetType().Name));

    // An order's content may hold user data and is never written down: after a restart the port knows the order by its id only, and needs it
    // again. Where it knows it, this changes nothing.
    private async ValueTask<Fault?> AgainAsync(StepContext context, CancellationToken cancellationToken)
    {
        var answer = await OrderAsync(context, cancellationToken);
        if (!answer.TryGet(out var order, out var fault)) return fault;
        await context.Ports.Agents.SubmitAsync(context.Key, order, cancellationToken);
        context.Material.Orders.Add(order.Id);
        return null;
    }

    private static bool IsDecided(StepContext context, AgentView view) => view.Contested || view.Answers.ContainsKey(context.OrderId);
}
