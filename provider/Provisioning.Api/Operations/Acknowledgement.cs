namespace Provisioning.Api.Operations;

/// <summary>That something was done.</summary>
/// <param name="Text">What was done, for a person; one line.</param>
public sealed record Acknowledgement(string Text);
