namespace Provisioning.Engine.Journals;

/// <summary>A row that was written.</summary>
/// <param name="Sequence">Its place, rising.</param>
/// <param name="Epoch">The generation of the engine that wrote it.</param>
/// <param name="Entry">The row.</param>
public sealed record JournalRow(long Sequence, long Epoch, JournalEntry Entry);
