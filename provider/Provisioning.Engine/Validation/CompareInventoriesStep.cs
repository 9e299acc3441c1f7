using System.Globalization;
using Provisioning.Engine.Steps;
using Provisioning.Model.Faults;
using Provisioning.Model.Validation;

namespace Provisioning.Engine.Validation;

/// <summary>Compares in-band with out-of-band inventory: memory, processors, interfaces, drives.</summary>
internal sealed class CompareInventoriesStep : StepHandler
{
    public override StepTraits Traits { get; } = StepTraits.Look(TimeSpan.FromMinutes(5));

    public override async ValueTask<StepResult> ConfirmAsync(StepContext context, CancellationToken cancellationToken)
    {
        var answer = await context.Scope.ReadFullInventoryAsync(cancellationToken);
        if (!answer.TryGet(out var outOfBand, out var fault)) return Failed(fault);
        if (context.Record.InBand is not { } inBand) return Done(("validation.inventory", "the machine did not tell of itself"));
        var differences = InventoryComparison.Differences(outOfBand, inBand);
        if (differences.Count > 0) return Failed(FaultKind.InventoryMismatch, ValidationDiagnostics.Disagree(context.Server, differences));
        return Done(
            ("validation.inventory", "in-band and out-of-band agree"),
            ("validation.memory_mib", inBand.MemoryMib?.ToString(CultureInfo.InvariantCulture)),
            ("validation.interfaces", inBand.Interfaces.Count.ToString(CultureInfo.InvariantCulture)),
            ("validation.drives", inBand.Drives.Count.ToString(CultureInfo.InvariantCulture)));
    }
}
