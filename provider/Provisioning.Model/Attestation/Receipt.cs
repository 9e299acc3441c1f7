using Provisioning.Model.Collections;
using Provisioning.Model.Lifecycles;

namespace Provisioning.Model.Attestation;

/// <summary>
/// What one completed stage did to one machine: the content of a signed receipt. Never holds a secret.
/// Digests are lower-case hexadecimal SHA-256 unless the key says otherwise.
/// </summary>
public sealed record Receipt
{
    /// <summary>The machine.</summary>
    public required ReceiptServer Server { get; init; }

    /// <summary>The stage that was completed.</summary>
    public required Stage Stage { get; init; }

    /// <summary>The position in the claim's chain, from 1, without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>The digest of the payload of the receipt before this one in the same chain; absent in the first.</summary>
    public string? ParentSha256 { get; init; }

    /// <summary>The operation that did it.</summary>
    public required string Operation { get; init; }

    /// <summary>On whose behalf, as the door named them.</summary>
    public required string Actor { get; init; }

    /// <summary>Through which door: <c>terraform</c>, <c>cli</c>, …</summary>
    public required string Door { get; init; }

    /// <summary>The version of the engine that did it.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>When the stage was committed, by the engine's clock.</summary>
    public required DateTimeOffset CommittedAt { get; init; }

    /// <summary>What was observed before the stage, by dotted path: <c>bios.ProcTurboMode</c>, <c>disk.NV0001</c>.</summary>
    public ValueMap<string, string> Before { get; init; } = ValueMap<string, string>.Empty;

    /// <summary>What was observed after it, by the same paths.</summary>
    public ValueMap<string, string> After { get; init; } = ValueMap<string, string>.Empty;

    /// <summary>The documents that decided it, by their role: <c>os_image</c> → <c>ubuntu@sha256:…</c>.</summary>
    public ValueMap<string, string> Documents { get; init; } = ValueMap<string, string>.Empty;

    /// <summary>Numbers and digests that the stage measured itself: <c>image.sha256</c>, <c>write.milliseconds</c>.</summary>
    public ValueMap<string, string> Measurements { get; init; } = ValueMap<string, string>.Empty;

    /// <summary>The report of the machine's TPM, in stages that looked at it.</summary>
    public AttestationReport? Attestation { get; init; }

    /// <summary>The operator's overrides that were in force.</summary>
    public ValueArray<ReceiptOverride> Overrides { get; init; }

    /// <summary>The digest of the quirk packs in force.</summary>
    public required string QuirksSha256 { get; init; }
}
