using Provisioning.Model.Collections;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.Attestation;

/// <summary>What a completed stage did, ready to be signed. Never holds a secret.</summary>
public sealed record ReceiptDraft
{
    /// <summary>The site.</summary>
    public required string Site { get; init; }

    /// <summary>The server's name.</summary>
    public required string ServerName { get; init; }

    /// <summary>Who the machine is.</summary>
    public required ServerIdentity Identity { get; init; }

    /// <summary>The claim; one chain each.</summary>
    public required ClaimId Claim { get; init; }

    /// <summary>The position in the claim's chain, from 1, without gaps.</summary>
    public required int Sequence { get; init; }

    /// <summary>The digest of the receipt before; null in the first.</summary>
    public string? Parent { get; init; }

    /// <summary>The stage.</summary>
    public required Stage Stage { get; init; }

    /// <summary>The attempt that did it.</summary>
    public required int Attempt { get; init; }

    /// <summary>When the stage was committed, by the engine's clock.</summary>
    public required DateTimeOffset CommittedAt { get; init; }

    /// <summary>What was observed before, by dotted path: <c>bios.ProcTurboMode</c>.</summary>
    public ValueMap<string, string> Before { get; init; } = ValueMap<string, string>.Empty;

    /// <summary>What was observed after, by the same paths.</summary>
    public ValueMap<string, string> After { get; init; } = ValueMap<string, string>.Empty;

    /// <summary>The documents that decided it, by role: <c>os_image</c>.</summary>
    public ValueMap<string, string> Documents { get; init; } = ValueMap<string, string>.Empty;

    /// <summary>What the steps measured: <c>image.raw_sha256</c>, <c>attestation.nonce</c>.</summary>
    public ValueMap<string, string> Measurements { get; init; } = ValueMap<string, string>.Empty;

    /// <summary>The operation.</summary>
    public required string Operation { get; init; }

    /// <summary>On whose behalf.</summary>
    public required string Actor { get; init; }

    /// <summary>Through which door.</summary>
    public required string Door { get; init; }

    /// <summary>Operators' overrides since the receipt before.</summary>
    public ValueArray<OverrideNote> Overrides { get; init; }
}
