namespace Provisioning.Model.Diagnostics;

/// <summary>What an operator reads when something is wrong. Made by a named method of a <c>*Diagnostics</c> class.</summary>
public sealed record Diagnostic
{
    /// <summary>The permanent code.</summary>
    public required DiagnosticCode Code { get; init; }

    /// <summary>How serious it is.</summary>
    public required Severity Severity { get; init; }

    /// <summary>One line.</summary>
    public required string Summary { get; init; }

    /// <summary>What was seen: the evidence.</summary>
    public required string Seen { get; init; }

    /// <summary>Why it matters.</summary>
    public required string Why { get; init; }

    /// <summary>What to do next.</summary>
    public required string Action { get; init; }

    /// <summary>The attribute that is to blame, when one is; a door writes it in its own words.</summary>
    public AttributePath? Path { get; init; }

    /// <summary>Whether this stops the work.</summary>
    public bool IsError => Severity == Severity.Error;

    /// <summary>The text below the summary: seen, why, what to do, and the code.</summary>
    public string Detail => string.Join('\n', new[] { Seen, Why, Action, $"[{Code}]" }.Where(line => line.Length > 0));

    /// <summary>This diagnostic about an attribute.</summary>
    public Diagnostic At(AttributePath path) => this with { Path = path };

    /// <inheritdoc/>
    public override string ToString() => Path is null ? $"{Code} {Summary}" : $"{Code} {Path}: {Summary}";
}
