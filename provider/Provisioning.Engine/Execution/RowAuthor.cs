namespace Provisioning.Engine.Execution;

/// <summary>Who writes a row.</summary>
/// <param name="Operation">In which operation; null: an operator's word.</param>
/// <param name="Actor">Who.</param>
/// <param name="Door">Through which door.</param>
internal sealed record RowAuthor(string? Operation, string Actor, string Door);
