using Provisioning.Model.Collections;

namespace Provisioning.Model.Attestation;

/// <summary>Which measurements of a machine a site accepts, beyond that it booted our own image.</summary>
public sealed record AttestationPolicy
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether a machine without a TPM is refused.</summary>
    public bool NeedsTpm { get; init; } = true;

    /// <summary>Whether Secure Boot must have been on.</summary>
    public bool NeedsSecureBoot { get; init; }

    /// <summary>The accepted values of registers of the SHA-256 bank, lower-case hexadecimal.</summary>
    public ValueMap<int, ValueArray<string>> Pcrs { get; init; } = ValueMap<int, ValueArray<string>>.Empty;
}
