using Provisioning.Engine.Steps;

namespace Provisioning.Engine.Discovery;

/// <summary>Says who the machine is. Every operation looks before anything else; this step puts what was seen on record.</summary>
internal sealed class IdentifyStep : StepHandler
{
    public override StepTraits Traits { get; } = StepTraits.Look(TimeSpan.FromMinutes(2));

    public override ValueTask<StepResult> ConfirmAsync(StepContext context, CancellationToken cancellationToken)
    {
        var identity = context.Record.Identity;
        return ValueTask.FromResult(Done(
            ("identity.uuid", identity.Uuid.ToString()),
            ("identity.serial", identity.Serial),
            ("identity.manufacturer", identity.Manufacturer),
            ("identity.model", identity.Model),
            ("bmc.fingerprint", context.Record.Fingerprint)));
    }
}
