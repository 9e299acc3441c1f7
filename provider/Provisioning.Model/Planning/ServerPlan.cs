using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Faults;
using Provisioning.Model.Lifecycles;

namespace Provisioning.Model.Planning;

/// <summary>What will be done to one server, and what it costs. Pure: the same desired and observed give the same plan.</summary>
public sealed record ServerPlan
{
    /// <summary>The stages that will do something, in order.</summary>
    public ValueArray<Stage> Stages { get; init; }

    /// <summary>The steps, in an order that respects <see cref="PlannedStep.After"/>.</summary>
    public ValueArray<PlannedStep> Steps { get; init; }

    /// <summary>How many restarts it takes.</summary>
    public int Reboots { get; init; }

    /// <summary>How long it takes, by the shipped table of estimates.</summary>
    public int EstimatedMinutes { get; init; }

    /// <summary>Whether restarts and minutes are certain: not where what nobody has read yet decides whether there is anything to do.</summary>
    public bool IsCertain { get; init; } = true;

    /// <summary>Whether data may be lost: an image is written and the operator allowed data loss.</summary>
    public bool DestroysData { get; init; }

    /// <summary>The remedies that may be used; no other ever is.</summary>
    public ValueArray<Remedy> Remedies { get; init; }

    /// <summary>What forbids it, or is worth saying.</summary>
    public ValueArray<Diagnostic> Diagnostics { get; init; }

    /// <summary>Whether nothing is to be done.</summary>
    public bool IsEmpty => Steps.IsEmpty;
}
