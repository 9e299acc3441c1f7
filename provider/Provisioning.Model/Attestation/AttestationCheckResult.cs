using System.Diagnostics;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Model.Attestation;

/// <summary>What one check gave. Something that could not be judged is never a pass.</summary>
public abstract record AttestationCheckResult
{
    private AttestationCheckResult()
    {
    }

    /// <summary>Calls the function of the case at hand.</summary>
    public T Match<T>(Func<Passed, T> passed, Func<Failed, T> failed, Func<NotApplicable, T> notApplicable) => this switch
    {
        Passed p => passed(p),
        Failed f => failed(f),
        NotApplicable n => notApplicable(n),
        _ => throw new UnreachableException(),
    };

    /// <summary>The check was made and holds.</summary>
    public sealed record Passed : AttestationCheckResult;

    /// <summary>The check was made, or had to be made and could not, and does not hold.</summary>
    public sealed record Failed(Diagnostic Diagnostic) : AttestationCheckResult;

    /// <summary>There was nothing to check against; the reason says what was missing.</summary>
    public sealed record NotApplicable(string Reason) : AttestationCheckResult;
}
