namespace Provisioning.Engine.Administration;

/// <summary>One thing that was seen.</summary>
/// <param name="At">When.</param>
/// <param name="Source">Where it comes from, e.g. <c>journal row 17</c>.</param>
/// <param name="Text">What it says.</param>
public sealed record EvidenceNote(DateTimeOffset At, string Source, string Text);
