using System.Diagnostics;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Model.Attestation;

/// <summary>What a report says about a machine. Without a policy nothing is ever called attested.</summary>
public abstract record AttestationVerdict
{
    private AttestationVerdict()
    {
    }

    /// <summary>Calls the function of the case at hand.</summary>
    public T Match<T>(Func<Mismatch, T> mismatch, Func<Recorded, T> recorded) => this switch
    {
        Mismatch m => mismatch(m),
        Recorded r => recorded(r),
        _ => throw new UnreachableException(),
    };

    /// <summary>At least one check failed: user data and join secrets are withheld and the step fails.</summary>
    /// <param name="Reasons">One per failed check, in the order of the checks; never empty.</param>
    public sealed record Mismatch(ValueArray<Diagnostic> Reasons) : AttestationVerdict;

    /// <summary>Nothing failed; the condition <c>Attested</c> stays unknown until a policy judges what was recorded.</summary>
    /// <param name="Reason">Why the condition is unknown, for the condition's text.</param>
    public sealed record Recorded(string Reason) : AttestationVerdict;
}
