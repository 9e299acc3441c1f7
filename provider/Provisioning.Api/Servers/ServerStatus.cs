using Provisioning.Model.Collections;

namespace Provisioning.Api.Servers;

/// <summary>One server, as <c>baremetal status</c> shows it.</summary>
public sealed record ServerStatus
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The claim under which it is held.</summary>
    public required string Claim { get; init; }

    /// <summary>The system's UUID; null while it was never seen.</summary>
    public string? Uuid { get; init; }

    /// <summary>The system's serial number; null while it was never seen.</summary>
    public string? Serial { get; init; }

    /// <summary>Who made it.</summary>
    public string? Manufacturer { get; init; }

    /// <summary>Which model it is.</summary>
    public string? Model { get; init; }

    /// <summary>Where its BMC is.</summary>
    public required string BmcAddress { get; init; }

    /// <summary>Its position in the lifecycle, e.g. <c>Baselined</c>.</summary>
    public required string Lifecycle { get; init; }

    /// <summary>The stage of <see cref="Step"/>; null when there is none.</summary>
    public string? Stage { get; init; }

    /// <summary>The step under way, or that a stopped attempt goes on with; null when there is none.</summary>
    public string? Step { get; init; }

    /// <summary>Host power as last seen, e.g. <c>On</c>.</summary>
    public string? Power { get; init; }

    /// <summary>The conditions beside the lifecycle.</summary>
    public ValueArray<ConditionStatus> Conditions { get; init; }

    /// <summary>What is wrong; null when nothing is.</summary>
    public FaultStatus? Fault { get; init; }

    /// <summary>An operator's stop; null when there is none.</summary>
    public HoldStatus? Hold { get; init; }

    /// <summary>The operation that works on it; null when none does.</summary>
    public string? OperationId { get; init; }

    /// <summary>How much longer that is thought to take; null when not known.</summary>
    public double? MinutesLeft { get; init; }

    /// <summary>When it was last looked at; null when never.</summary>
    public DateTimeOffset? ObservedAt { get; init; }

    /// <summary>Whether it is managed no more.</summary>
    public bool Forgotten { get; init; }

    /// <summary>The newest attempt, from 1; null when there was none.</summary>
    public int? Attempt { get; init; }
}
