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

/// <summary>How an attempt stands.</summary>
public enum AttemptState
{
    /// <summary>Under way, or left by an engine that died, or by a caller who cancelled what goes on by itself.</summary>
    Open = 1,

    /// <summary>Every step is confirmed.</summary>
    Done = 2,

    /// <summary>Given up.</summary>
    Failed = 3,

    /// <summary>Stopped by its caller.</summary>
    Cancelled = 4,
}

/// <summary>How far a step is.</summary>
/// <param name="State">The last row.</param>
/// <param name="Tries">How often it was intended.</param>
/// <param name="Since">When the last row was written.</param>
/// <param name="Witness">What was seen before the action: last reset time, power state, boot progress.</param>
/// <param name="Evidence">What was seen after it.</param>
/// <param name="TaskUri">The BMC's task that carries it out; null: none.</param>
/// <param name="Remedies">Rungs of the ladder used on it, in order.</param>
public sealed record StepRecord(
    StepState State,
    int Tries,
    DateTimeOffset Since,
    ValueMap<string, string> Witness,
    ValueMap<string, string> Evidence,
    string? TaskUri,
    ValueArray<Remedy> Remedies);

/// <summary>The rows of a step.</summary>
public enum StepState
{
    /// <summary>About to act.</summary>
    Intended = 1,

    /// <summary>The machine took it.</summary>
    Accepted = 2,

    /// <summary>What it was for was seen.</summary>
    Confirmed = 3,

    /// <summary>It failed.</summary>
    Failed = 4,

    /// <summary>To be done again: an operator or a remedy said so.</summary>
    Again = 5,
}
