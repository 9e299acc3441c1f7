using System.Globalization;
using Provisioning.Engine.Imaging;
using Provisioning.Engine.Journals;
using Provisioning.Engine.Steps;
using Provisioning.Model.Faults;
using Provisioning.Model.Readiness;
using Provisioning.Model.Validation;

namespace Provisioning.Engine.Validation;

/// <summary>Waits until the installed system has reported, from the machine that is meant and with the identity that was written.</summary>
internal sealed class AwaitPhoneHomeStep : StepHandler
{
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(20);

    public override StepTraits Traits { get; } = StepTraits.Wait(TimeSpan.FromMinutes(30));

    public override async ValueTask<StepResult> ConfirmAsync(StepContext context, CancellationToken cancellationToken)
    {
        // The system on the disk was given the ticket of the attempt that wrote it, which may be an earlier one.
        var key = context.Key with { Number = context.Record.ImagedAttempt ?? context.Attempt.Number };
        var report = await context.Ports.PhoneHome.WaitAsync(key, Slice, cancellationToken);
        if (report is null) return new StepResult.AwaitSignal("installed system");
        var instance = WriteIdentityStep.InstanceOf(key);
        var identity = context.Record.Identity;
        var seen = report.Inventory;
        if (report.InstanceId != instance)
            return Failed(FaultKind.WrongMachine, ValidationDiagnostics.IsNotIts(context.Server, $"instance {instance}", $"instance {report.InstanceId}"));
        if (seen.Serial.Length > 0 && !MachineIdentityRule.IsSame(identity, seen.Uuid, seen.Serial))
        {
            return Failed(
                FaultKind.WrongMachine,
                ValidationDiagnostics.IsNotIts(context.Server, $"serial {identity.Serial}, UUID {identity.Uuid}", $"serial {seen.Serial}, UUID {seen.Uuid}"));
        }

        var merged = InBandMerge.Of(context.Record.InBand, seen);
        if (merged != context.Record.InBand) await context.Scope.AppendAsync(new JournalEvent.InBandSeen(merged), CancellationToken.None);
        return Done(("phone_home.instance", report.InstanceId), ("phone_home.hostname", report.Hostname), ("phone_home.at", report.At.ToString("O", CultureInfo.InvariantCulture)));
    }

    public override ValueTask<Fault> LateAsync(StepContext context, string checkpoint, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new Fault(FaultKind.PhoneHomeMissing, ReadinessDiagnostics.DidNotReport(context.Server, Traits.Deadline)));
}
