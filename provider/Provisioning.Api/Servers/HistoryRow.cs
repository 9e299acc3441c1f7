namespace Provisioning.Api.Servers;

/// <summary>One row of the journal, for a person.</summary>
public sealed record HistoryRow
{
    /// <summary>Its place in the journal, rising.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>About which server; empty for none.</summary>
    public required string Server { get; init; }

    /// <summary>What it is, e.g. <c>intended</c>, <c>accepted</c>, <c>confirmed</c>, <c>failed</c>, <c>held</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The stage, where there is one.</summary>
    public string? Stage { get; init; }

    /// <summary>The step, where there is one.</summary>
    public string? Step { get; init; }

    /// <summary>What a person reads.</summary>
    public required string Text { get; init; }

    /// <summary>Who caused it.</summary>
    public required string Actor { get; init; }

    /// <summary>Through which door.</summary>
    public required string Door { get; init; }

    /// <summary>In which operation; null for none.</summary>
    public string? OperationId { get; init; }

    /// <summary>Which attempt, from 1; null where that means nothing.</summary>
    public int? Attempt { get; init; }

    /// <summary>The generation of the engine that wrote it.</summary>
    public required long Epoch { get; init; }
}
