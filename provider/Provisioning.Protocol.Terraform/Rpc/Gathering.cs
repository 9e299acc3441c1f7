using Provisioning.Model.Diagnostics;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.Rpc;

/// <summary>Gathers the errors of several outcomes, so that all of them are reported.</summary>
internal static class Gathering
{
    /// <summary>The value, or null with its errors gathered.</summary>
    public static Value Or(this Outcome<Value> outcome, List<Diagnostic> errors)
    {
        errors.AddRange(outcome.Diagnostics);
        return outcome is Outcome<Value>.Success success ? success.Value : Value.Null;
    }

    /// <summary>Whether an error is among them.</summary>
    public static bool HaveError(this IEnumerable<Diagnostic> diagnostics) => diagnostics.Any(diagnostic => diagnostic.IsError);
}
