using Provisioning.Engine.Journals;
using Provisioning.Model.Lifecycles;

namespace Provisioning.Engine.Administration;

/// <summary>One row of the journal, for a person.</summary>
public sealed record HistoryEntry
{
    /// <summary>A row in words.</summary>
    public static HistoryEntry Of(JournalRow row) => JournalText.Of(row);

    /// <summary>Its place in the journal, rising.</summary>
    public required long Sequence { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>About which server.</summary>
    public required string Server { get; init; }

    /// <summary>What it is, e.g. <c>intended</c>, <c>accepted</c>, <c>confirmed</c>, <c>failed</c>, <c>hold</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The stage, where there is one.</summary>
    public Stage? Stage { get; init; }

    /// <summary>The step, where there is one.</summary>
    public string? Step { get; init; }

    /// <summary>The attempt, where there is one.</summary>
    public int? Attempt { get; init; }

    /// <summary>What a person reads.</summary>
    public required string Text { get; init; }

    /// <summary>Who caused it.</summary>
    public required string Actor { get; init; }

    /// <summary>Through which door.</summary>
    public required string Door { get; init; }

    /// <summary>In which operation; null: none.</summary>
    public string? Operation { get; init; }

    /// <summary>The generation of the engine that wrote it.</summary>
    public required long Epoch { get; init; }
}
