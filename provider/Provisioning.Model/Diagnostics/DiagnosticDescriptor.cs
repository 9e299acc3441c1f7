namespace Provisioning.Model.Diagnostics;

/// <summary>
/// What one code means, independent of any occurrence. Every descriptor is a <c>public static readonly</c> field of a class named
/// <c>*Diagnostics</c> in this project, so that <see cref="DiagnosticCatalogue"/>, <c>schema/diagnostics.json</c> and
/// <c>docs/diagnostics.md</c> list all of them and a test can hold the three together.
/// </summary>
/// <param name="Code">The permanent code.</param>
/// <param name="Severity">What it is unless the occurrence says otherwise.</param>
/// <param name="Title">One short line, without values.</param>
/// <param name="Why">Why it matters, in a sentence or two.</param>
/// <param name="Action">What to do next, in a sentence or two.</param>
public sealed record DiagnosticDescriptor(DiagnosticCode Code, Severity Severity, string Title, string Why, string Action)
{
    /// <summary>Makes a descriptor from the number of its code.</summary>
    public static DiagnosticDescriptor Error(int number, string title, string why, string action) =>
        new(new DiagnosticCode(number), Severity.Error, title, why, action);

    /// <summary>Makes a descriptor of a warning from the number of its code.</summary>
    public static DiagnosticDescriptor Warning(int number, string title, string why, string action) =>
        new(new DiagnosticCode(number), Severity.Warning, title, why, action);

    /// <summary>One occurrence.</summary>
    /// <param name="summary">One line with the values that tell this occurrence from others; never a secret.</param>
    /// <param name="seen">What was seen: the evidence; never a secret.</param>
    /// <param name="path">The attribute that is to blame, when one is.</param>
    public Diagnostic Occurs(string summary, string seen, AttributePath? path = null) =>
        new() { Code = Code, Severity = Severity, Summary = summary, Seen = seen, Why = Why, Action = Action, Path = path };
}
