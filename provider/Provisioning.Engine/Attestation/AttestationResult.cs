using Provisioning.Model.Collections;
using Provisioning.Model.Faults;

namespace Provisioning.Engine.Attestation;

/// <summary>The judgement.</summary>
/// <param name="Passed">Whether every check that must pass did.</param>
/// <param name="Checks">Each check by name: <c>passed</c>, <c>failed: why</c>, <c>not applicable: why</c>.</param>
/// <param name="Facts">What was measured, by <see cref="AttestationKeys"/>: the registers as the event log gives them, their bank, Secure Boot.</param>
/// <param name="Fault">Why not, when it did not pass.</param>
public sealed record AttestationResult(bool Passed, ValueMap<string, string> Checks, ValueMap<string, string> Facts, Fault? Fault);
