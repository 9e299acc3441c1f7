namespace Provisioning.Engine.Steps;

/// <summary>What kind of step it is.</summary>
/// <param name="Nature">How it is known whether it was done.</param>
/// <param name="Cancellation">What becomes of it when the caller cancels.</param>
/// <param name="Deadline">How long it may take, from where an engine takes it up.</param>
/// <param name="Writes">Whether it acts at all; one that only looks or waits has no Intended and Accepted rows.</param>
internal sealed record StepTraits(StepNature Nature, CancellationClass Cancellation, TimeSpan Deadline, bool Writes)
{
    /// <summary>For a one-shot step: how long a witness is looked for before a person is asked.</summary>
    public TimeSpan WitnessPatience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Whether the action may be sent again safely because who gets it knows it by its id.</summary>
    public bool IdempotentById { get; init; }

    /// <summary>Whether it holds secrets in memory only, so that an engine that takes it up begins it anew.</summary>
    public bool BeginsAnew { get; init; }

    public static StepTraits Setting(TimeSpan deadline) => new(StepNature.Convergent, CancellationClass.Finish, deadline, true);

    public static StepTraits Look(TimeSpan deadline) => new(StepNature.Convergent, CancellationClass.Finish, deadline, false);

    public static StepTraits Wait(TimeSpan deadline) => new(StepNature.Convergent, CancellationClass.Detach, deadline, false);
}
