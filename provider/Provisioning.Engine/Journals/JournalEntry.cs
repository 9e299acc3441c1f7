namespace Provisioning.Engine.Journals;

/// <summary>A row to be written.</summary>
/// <param name="At">When, by the engine's clock.</param>
/// <param name="Server">About which server.</param>
/// <param name="Operation">In which operation; null: an operator's word.</param>
/// <param name="Actor">Who caused it.</param>
/// <param name="Door">Through which door.</param>
/// <param name="Event">What it says.</param>
public sealed record JournalEntry(DateTimeOffset At, string Server, string? Operation, string Actor, string Door, JournalEvent Event);
