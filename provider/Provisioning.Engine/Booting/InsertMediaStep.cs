using Provisioning.Engine.Discovery;
using Provisioning.Engine.Imaging;
using Provisioning.Engine.Steps;
using Provisioning.Model.Booting;
using Provisioning.Model.Faults;

namespace Provisioning.Engine.Booting;

/// <summary>Inserts this attempt's boot medium into the virtual CD.</summary>
internal sealed class InsertMediaStep : StepHandler
{
    public override StepTraits Traits { get; } = StepTraits.Setting(TimeSpan.FromMinutes(4));

    public override async ValueTask<ProbeResult> ProbeAsync(StepContext context, CancellationToken cancellationToken)
    {
        var medium = await PublishMediaStep.PublishAsync(context, cancellationToken);
        if (!medium.TryGet(out var published, out var fault)) return new ProbeResult.Failed(fault);
        var answer = await context.Machine.Connection.Media.ReadAsync(cancellationToken);
        if (!answer.TryGet(out var seen, out fault)) return new ProbeResult.Failed(fault);
        if (!seen.Inserted) return new ProbeResult.DoesNotHold("nothing is inserted");
        if (seen.Image is null) return new ProbeResult.CannotTell("something is inserted, and the BMC does not tell what");
        return IsSame(seen.Image, published.Image) ? Inserted(seen) : new ProbeResult.DoesNotHold("another medium is inserted");
    }

    public override async ValueTask<PortResult<Acceptance>> ActAsync(StepContext context, CancellationToken cancellationToken)
    {
        var medium = await PublishMediaStep.PublishAsync(context, cancellationToken);
        return medium.TryGet(out var published, out var fault)
            ? await context.Machine.Connection.Media.InsertAsync(published.Image, cancellationToken)
            : fault;
    }

    public override async ValueTask<StepResult> ConfirmAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (await OfTaskAsync(context, cancellationToken) is { } task) return task;
        var answer = await context.Machine.Connection.Media.ReadAsync(cancellationToken);
        if (!answer.TryGet(out var seen, out var fault)) return Failed(fault);
        return seen.Inserted ? Done(("media.slot", seen.Slot)) : new StepResult.InProgress("nothing is inserted");
    }

    public override ValueTask<Fault> LateAsync(StepContext context, string checkpoint, CancellationToken cancellationToken) => ValueTask.FromResult(Missed(context, checkpoint));

    private static ProbeResult Inserted(VirtualMediumObservation seen) => Holds(("media.slot", seen.Slot));

    // Some BMCs write host and port of the URL otherwise; the path is unguessable and says enough.
    private static bool IsSame(string seen, Uri wanted) =>
        Uri.TryCreate(seen, UriKind.Absolute, out var uri) && string.Equals(uri.AbsolutePath, wanted.AbsolutePath, StringComparison.Ordinal);
}
