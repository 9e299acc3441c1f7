using Provisioning.Engine.Steps;
using Provisioning.Model.Faults;
using Provisioning.Model.Validation;

namespace Provisioning.Engine.Validation;

/// <summary>Holds the machine against its validation profile, by what it told itself and what its BMC tells now.</summary>
internal sealed class CheckValidationProfileStep : StepHandler
{
    public override StepTraits Traits { get; } = StepTraits.Look(TimeSpan.FromMinutes(5));

    public override async ValueTask<StepResult> ConfirmAsync(StepContext context, CancellationToken cancellationToken)
    {
        var profile = context.Desired.ValidationProfile!;
        var answer = await context.Scope.ReadInventoryAnewAsync(cancellationToken);
        if (!answer.TryGet(out var outOfBand, out var fault)) return Failed(fault);
        var deviations = ValidationRules.Deviations(profile.Content, outOfBand, context.Record.InBand);
        return deviations.Count > 0
            ? Failed(FaultKind.InventoryMismatch, ValidationDiagnostics.DoesNotMeet(context.Server, profile.Id, deviations))
            : Done(("validation.profile", profile.Id));
    }
}
