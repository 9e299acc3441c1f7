using Provisioning.Model.Diagnostics;
using Provisioning.Protocol.Terraform.Wire;
using Provisioning.Schema.Descriptions;

namespace Provisioning.Protocol.Terraform.ToWire;

/// <summary>Writes diagnostics for core, which shows the source line of an attribute's path.</summary>
internal static class WireDiagnostics
{
    public static IEnumerable<WireDiagnostic> Of(IEnumerable<Diagnostic> diagnostics, ObjectShape shape) =>
        diagnostics.Select(diagnostic => Of(diagnostic, shape));

    public static WireDiagnostic Of(Diagnostic diagnostic, ObjectShape shape)
    {
        var wire = new WireDiagnostic
        {
            Severity = diagnostic.Severity == Severity.Warning ? WireSeverity.Warning : WireSeverity.Error,
            Summary = diagnostic.Summary,
            Detail = diagnostic.Detail,
        };
        // A path of no steps would take the source line away that core shows for the whole block.
        if (diagnostic.Path is { } path && WirePaths.Of(path, shape) is { Steps.Count: > 0 } attribute) wire.Attribute = attribute;
        return wire;
    }
}
