using Provisioning.Engine.Journals;
using Provisioning.Engine.Steps;
using Provisioning.Model.Faults;
using Provisioning.Model.Imaging;
using Provisioning.Model.Inventories;

namespace Provisioning.Engine.Imaging;

/// <summary>Waits until the agent of this attempt has reported, from the machine that is meant.</summary>
internal sealed class AwaitAgentStep : StepHandler
{
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan MediumPatience = TimeSpan.FromMinutes(12);

    public override StepTraits Traits { get; } = StepTraits.Wait(TimeSpan.FromMinutes(30));

    public override async ValueTask<StepResult> ConfirmAsync(StepContext context, CancellationToken cancellationToken)
    {
        var view = await context.Ports.Agents.ViewAsync(context.Key, cancellationToken);
        var hasReported = view is { SessionId: not null, Inventory: not null };
        if (!hasReported && Judge(context, view) is null) view = await context.Ports.Agents.WaitAsync(context.Key, view.Version, Slice, cancellationToken);
        if (Judge(context, view) is { } fault) return fault;
        if (view is { SessionId: not null, Inventory: { } inventory })
        {
            if (inventory != context.Record.InBand) await context.Scope.AppendAsync(new JournalEvent.InBandSeen(inventory), CancellationToken.None);
            return Done(
                ("agent.boot_id", inventory.BootId),
                ("agent.tpm", inventory.TpmPresent?.ToString()),
                ("agent.secure_boot", inventory.SecureBoot?.ToString()));
        }

        var use = await context.Ports.Media.UseOfAsync(context.Key, cancellationToken);
        if (use.FirstFetch is null && context.Now - RestartedAt(context) > MediumPatience) return Failed(NotFetched(context));
        context.Progress(use.FirstFetch is null ? "the BMC has not fetched the medium yet" : $"{use.BytesServed} bytes of the medium were fetched");
        return new StepResult.AwaitSignal("agent");
    }

    public override async ValueTask<Fault> LateAsync(StepContext context, string checkpoint, CancellationToken cancellationToken)
    {
        var use = await context.Ports.Media.UseOfAsync(context.Key, cancellationToken);
        return use.FirstFetch is null
            ? NotFetched(context)
            : new Fault(FaultKind.AgentSilent, MediaDiagnostics.NotCalled(context.Server, use.BytesServed, null));
    }

    /// <summary>A failed step when the agent is not to be worked with; null otherwise.</summary>
    internal static StepResult? Judge(StepContext context, AgentView view)
    {
        if (view.Contested)
        {
            return Failed(
                FaultKind.TicketContested,
                MediaDiagnostics.Claimed(context.Server, "another place", view.Inventory?.Uuid.ToString() ?? "not told", view.Inventory?.Serial ?? "not told"));
        }

        if (view.Inventory is { } inventory && !IsSame(context, inventory))
        {
            var identity = context.Record.Identity;
            return Failed(FaultKind.WrongMachine, MediaDiagnostics.Wrong(context.Server, $"serial {identity.Serial}, UUID {identity.Uuid}", $"serial {inventory.Serial}, UUID {inventory.Uuid}"));
        }

        return null;
    }

    private static bool IsSame(StepContext context, InBandInventory inventory) => MachineIdentityRule.IsSame(context.Record.Identity, inventory.Uuid, inventory.Serial);

    private static Fault NotFetched(StepContext context) => new(
        FaultKind.MediumNotFetched,
        MediaDiagnostics.NotFetched(context.Server, context.Material.Medium?.Image.GetLeftPart(UriPartial.Authority) ?? "the medium"));

    private static DateTimeOffset RestartedAt(StepContext context) =>
        Later(context.Attempt.Progress.TryGetValue(Planning.StepIds.RestartIntoWindow, out var restart) ? restart.Since : context.Attempt.StartedAt, context.Scope.WatchedSince);

    // While no engine ran, nobody served the medium.
    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;
}
