using Provisioning.Engine.Servers;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Planning;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.Planning;

/// <summary>What the store knows against a plan; adds refusals, never values.</summary>
internal static class StoredEvidence
{
    /// <summary>Refusals of a plan for a server that is on record.</summary>
    public static ValueArray<Diagnostic> Refusals(ServerDesired desired, ServerPlan plan, ServerRecord? record)
    {
        if (record?.DataSeen is not { } data || desired.Allow.DataLoss || !Writes(plan)) return ValueArray<Diagnostic>.Empty;
        return [PlanningDiagnostics.WouldLoseData(desired.Name, data)];
    }

    private static bool Writes(ServerPlan plan)
    {
        foreach (var step in plan.Steps)
        {
            if (step.Kind == StepKinds.WriteImage) return true;
        }

        return false;
    }
}
