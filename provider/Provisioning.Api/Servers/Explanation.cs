using Provisioning.Model.Collections;

namespace Provisioning.Api.Servers;

/// <summary>Why a server is where it is, what it waits for, and what happens next.</summary>
/// <param name="Server">Which.</param>
/// <param name="Position">One sentence: where it is.</param>
/// <param name="Because">Why, a sentence each.</param>
/// <param name="WaitsFor">What it waits for; empty for nothing.</param>
/// <param name="Next">What happens next, in order.</param>
/// <param name="Evidence">What this rests on.</param>
/// <param name="ObservedAt">When the machine was last looked at; null when never.</param>
public sealed record Explanation(
    string Server,
    string Position,
    ValueArray<string> Because,
    ValueArray<string> WaitsFor,
    ValueArray<string> Next,
    ValueArray<EvidenceLine> Evidence,
    DateTimeOffset? ObservedAt);
