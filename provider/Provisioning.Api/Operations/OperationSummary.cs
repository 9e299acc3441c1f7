namespace Provisioning.Api.Operations;

/// <summary>One operation, as a list shows it.</summary>
public sealed record OperationSummary
{
    /// <summary>Its id, e.g. <c>op-7f3a91c2</c>; unique in a store.</summary>
    public required string Id { get; init; }

    /// <summary>What it does.</summary>
    public required OperationKind Kind { get; init; }

    /// <summary>How far it is.</summary>
    public required OperationState State { get; init; }

    /// <summary>What it works on: the type and the object's name, or an address.</summary>
    public required string Target { get; init; }

    /// <summary>The door that began it.</summary>
    public required string Door { get; init; }

    /// <summary>Who began it.</summary>
    public required string Actor { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>How many doors listen to it now.</summary>
    public int Listeners { get; init; }

    /// <summary>The last thing it said; empty at first.</summary>
    public string LastNotice { get; init; } = "";

    /// <summary>Whether it ended with an error.</summary>
    public bool Failed { get; init; }
}
