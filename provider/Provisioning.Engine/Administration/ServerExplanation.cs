using Provisioning.Model.Collections;

namespace Provisioning.Engine.Administration;

/// <summary>Why a server is where it is.</summary>
/// <param name="Server">Which.</param>
/// <param name="Position">One sentence: where it is.</param>
/// <param name="Because">Why, a sentence each.</param>
/// <param name="WaitsFor">What it waits for; empty: nothing.</param>
/// <param name="Next">What happens next, in order.</param>
/// <param name="Evidence">What this rests on.</param>
/// <param name="ObservedAt">When the machine was last looked at; null: never.</param>
public sealed record ServerExplanation(
    string Server,
    string Position,
    ValueArray<string> Because,
    ValueArray<string> WaitsFor,
    ValueArray<string> Next,
    ValueArray<EvidenceNote> Evidence,
    DateTimeOffset? ObservedAt);
