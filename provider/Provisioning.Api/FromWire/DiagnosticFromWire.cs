using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Api.FromWire;

/// <summary>Diagnostics and attribute paths as the wire carries them.</summary>
public static class DiagnosticFromWire
{
    /// <summary>Diagnostics, in their order.</summary>
    public static ValueArray<Diagnostic> FromWire(this IEnumerable<Wire.Diagnostic> diagnostics) =>
        diagnostics.Select(FromWire).ToValueArray();

    /// <summary>A diagnostic. A severity that this program does not know is an error: nothing becomes harmless on the way.</summary>
    public static Diagnostic FromWire(this Wire.Diagnostic diagnostic) => new()
    {
        Code = new DiagnosticCode(diagnostic.Code),
        Severity = diagnostic.Severity == Wire.Severity.Warning ? Severity.Warning : Severity.Error,
        Summary = diagnostic.Summary,
        Seen = diagnostic.Seen,
        Why = diagnostic.Why,
        Action = diagnostic.Action,
        Path = diagnostic.Path?.FromWire(),
    };

    /// <summary>A path.</summary>
    /// <exception cref="InvalidDataException">A step is of a kind that this program does not know.</exception>
    public static AttributePath FromWire(this Wire.Path path) => new(path.Steps.Select(Step).ToValueArray());

    private static PathStep Step(Wire.PathStep step) => step.KindCase switch
    {
        Wire.PathStep.KindOneofCase.Attribute => new PathStep.Attribute(step.Attribute),
        Wire.PathStep.KindOneofCase.Key => new PathStep.Key(step.Key),
        Wire.PathStep.KindOneofCase.Index => new PathStep.Index(step.Index),
        _ => throw new InvalidDataException("A path step of a kind that this program does not know."),
    };
}
