namespace Provisioning.Api.Servers;

/// <summary>One thing that was seen.</summary>
/// <param name="At">When.</param>
/// <param name="Source">Where it comes from: a journal row, a BMC's answer, the agent.</param>
/// <param name="Text">What it says.</param>
public sealed record EvidenceLine(DateTimeOffset At, string Source, string Text);
