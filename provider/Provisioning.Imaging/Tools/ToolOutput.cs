namespace Provisioning.Imaging.Tools;

/// <summary>What a program that ended with exit code 0 wrote.</summary>
/// <param name="Text">Its standard output.</param>
/// <param name="Errors">Its standard error, where many programs put warnings.</param>
public sealed record ToolOutput(string Text, string Errors);
