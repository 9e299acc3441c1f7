using System.Globalization;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Planning;

namespace Provisioning.Engine.Planning;

/// <summary>What a plan told its reader; an apply of it does no more.</summary>
/// <param name="Stages">The stages that were named; none: nothing was to be done.</param>
/// <param name="Reboots">The restarts that were named; null: their number was not known.</param>
public sealed record PlannedScope(ValueArray<Stage> Stages, int? Reboots)
{
    /// <summary>Nothing was to be done.</summary>
    public static PlannedScope Nothing { get; } = new(ValueArray<Stage>.Empty, 0);

    /// <summary>
    /// Why a plan of now goes beyond this; null: it does not. What restarts, writes or switches counts. Where something was planned, steps that
    /// only look or set what no restart needs may come along.
    /// </summary>
    /// <param name="server">The server's name.</param>
    /// <param name="steps">What would be done now.</param>
    public Diagnostic? Refusal(string server, ValueArray<PlannedStep> steps)
    {
        if (steps.IsEmpty) return null;
        var stages = steps.Select(step => step.Stage).Distinct().Order().ToList();
        var reboots = steps.Count(step => step.Kind is StepKinds.RestartIntoWindow or StepKinds.RestartIntoOs);
        var disturbs = stages.Where(stage => stage is Stage.Bios or Stage.Imaging).Any(stage => !Stages.Contains(stage));
        return Stages.IsEmpty || disturbs || reboots > Reboots
            ? PlanningDiagnostics.IsBeyondPlan(server, Text(Stages, Reboots), Text(stages, reboots))
            : null;
    }

    private static string Text(IEnumerable<Stage> stages, int? reboots)
    {
        var names = string.Join(", ", stages);
        var restarts = reboots is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known}") : "as many as the machine needs";
        return names.Length == 0 ? "nothing" : $"{names}; restarts: {restarts}";
    }
}
