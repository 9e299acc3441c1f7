using System.Globalization;
using Provisioning.Engine.Steps;

namespace Provisioning.Engine.Discovery;

/// <summary>Reads processors, memory, interfaces and drives as the BMC tells them.</summary>
internal sealed class ReadInventoryStep : StepHandler
{
    public override StepTraits Traits { get; } = StepTraits.Look(TimeSpan.FromMinutes(5));

    public override async ValueTask<StepResult> ConfirmAsync(StepContext context, CancellationToken cancellationToken)
    {
        var answer = await context.Scope.ReadFullInventoryAsync(cancellationToken);
        if (!answer.TryGet(out var inventory, out var fault)) return Failed(fault);
        return Done(
            ("inventory.processors", inventory.ProcessorCount?.ToString(CultureInfo.InvariantCulture)),
            ("inventory.processor_model", inventory.ProcessorModel),
            ("inventory.memory_mib", inventory.MemoryMib?.ToString(CultureInfo.InvariantCulture)),
            ("inventory.interfaces", inventory.Interfaces.Count.ToString(CultureInfo.InvariantCulture)),
            ("inventory.drives", inventory.Drives.Count.ToString(CultureInfo.InvariantCulture)),
            ("inventory.bios", inventory.BiosVersion),
            ("inventory.bmc", inventory.BmcVersion));
    }
}
