namespace Provisioning.Engine.Attestation;

/// <summary>An operator's override: <c>hold</c>, <c>unhold</c>, <c>trust</c>, <c>resolve</c>.</summary>
/// <param name="Kind">The verb.</param>
/// <param name="Actor">Who.</param>
/// <param name="At">When.</param>
/// <param name="Reason">Why, in the operator's words; empty when none was given.</param>
public sealed record OverrideNote(string Kind, string Actor, DateTimeOffset At, string Reason);
