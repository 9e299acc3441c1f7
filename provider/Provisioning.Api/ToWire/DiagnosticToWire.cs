using Provisioning.Model.Diagnostics;

namespace Provisioning.Api.ToWire;

/// <summary>Diagnostics and attribute paths as the wire carries them.</summary>
public static class DiagnosticToWire
{
    /// <summary>A diagnostic.</summary>
    public static Wire.Diagnostic ToWire(this Diagnostic diagnostic) => new()
    {
        Code = diagnostic.Code.Number,
        Severity = diagnostic.Severity == Severity.Warning ? Wire.Severity.Warning : Wire.Severity.Error,
        Summary = diagnostic.Summary,
        Seen = diagnostic.Seen,
        Why = diagnostic.Why,
        Action = diagnostic.Action,
        Path = diagnostic.Path?.ToWire(),
    };

    /// <summary>A path.</summary>
    public static Wire.Path ToWire(this AttributePath path)
    {
        var wire = new Wire.Path();
        foreach (var step in path.Steps)
        {
            wire.Steps.Add(step.Match(
                attribute => new Wire.PathStep { Attribute = attribute.Name },
                key => new Wire.PathStep { Key = key.Text },
                index => new Wire.PathStep { Index = index.Position }));
        }

        return wire;
    }
}
