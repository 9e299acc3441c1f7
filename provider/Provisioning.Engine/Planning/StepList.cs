using Provisioning.Model.Collections;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Planning;

namespace Provisioning.Engine.Planning;

/// <summary>Collects steps in an order that respects what each must come after.</summary>
internal sealed class StepList
{
    private readonly List<PlannedStep> _steps = [];

    public ValueArray<PlannedStep> Steps => _steps.ToValueArray();

    public bool IsEmpty => _steps.Count == 0;

    /// <summary>Adds a step; ids in <paramref name="after"/> that are not planned are left out.</summary>
    public void Add(string id, string kind, Stage stage, string title, string reason, int window, params ReadOnlySpan<string> after)
    {
        var before = new List<string>();
        foreach (var candidate in after)
        {
            if (Has(candidate)) before.Add(candidate);
        }

        _steps.Add(new PlannedStep(id, kind, stage, title, reason, window, before.ToValueArray()));
    }

    public bool Has(string id) => _steps.Exists(step => step.Id == id);

    /// <summary>The id of the last step, as what everything before it must be done for.</summary>
    public string Last => _steps.Count == 0 ? "" : _steps[^1].Id;
}
