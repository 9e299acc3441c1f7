using Provisioning.Model.Collections;
using Provisioning.Model.Faults;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Planning;

namespace Provisioning.Engine.Servers;

/// <summary>One try to make a server what it should be: the plan that was set out with, and how far each step is.</summary>
public sealed record AttemptRecord
{
    /// <summary>Counted from 1; media, tickets and agent orders bear it.</summary>
    public required int Number { get; init; }

    /// <summary>The operation that began it.</summary>
    public required string Operation { get; init; }

    /// <summary>The digest of what was wanted.</summary>
    public required string DesiredDigest { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How it stands.</summary>
    public required AttemptState State { get; init; }

    /// <summary>The steps, in order.</summary>
    public required ValueArray<PlannedStep> Steps { get; init; }

    /// <summary>The remedies that the plan allowed.</summary>
    public ValueArray<Remedy> Remedies { get; init; }

    /// <summary>Managed values before the attempt, by dotted path.</summary>
    public ValueMap<string, string> Before { get; init; } = ValueMap<string, string>.Empty;

    /// <summary>How far each step is; a step without an entry has not begun.</summary>
    public ValueMap<string, StepRecord> Progress { get; init; } = ValueMap<string, StepRecord>.Empty;

    /// <summary>Stages that are complete and have their receipt due or kept.</summary>
    public ValueArray<Stage> Committed { get; init; }

    /// <summary>The first step that is not confirmed; null: all are.</summary>
    public PlannedStep? NextStep
    {
        get
        {
            foreach (var step in Steps)
            {
                if (!Progress.TryGetValue(step.Id, out var record) || record.State != StepState.Confirmed) return step;
            }

            return null;
        }
    }
}
