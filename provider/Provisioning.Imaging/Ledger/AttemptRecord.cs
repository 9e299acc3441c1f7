using Provisioning.AgentContract.Inventories;

namespace Provisioning.Imaging.Ledger;

/// <summary>An attempt with its medium and its agent, key <c>attempt/CLAIM/NUMBER</c>.</summary>
internal sealed record AttemptRecord
{
    public required string Claim { get; init; }

    public required int Number { get; init; }

    public required string ServerName { get; init; }

    public required long Epoch { get; init; }

    public required long IssuedUnixSeconds { get; init; }

    public required long ExpiresUnixSeconds { get; init; }

    public required string MediaToken { get; init; }

    public required string MediaName { get; init; }

    public required string ImageSha256 { get; init; }

    public required long TemplateSize { get; init; }

    public required long PlaceOffset { get; init; }

    public required string AgentVersion { get; init; }

    /// <summary>What stands on the medium; removed when the attempt is withdrawn.</summary>
    public string? Credential { get; init; }

    public required string TicketSha256 { get; init; }

    public bool Withdrawn { get; init; }

    public long BytesServed { get; init; }

    public long? FirstFetchUnixSeconds { get; init; }

    public string? FetchedFrom { get; init; }

    public SessionRecord? Session { get; init; }

    /// <summary>The boots whose sessions were replaced, oldest first; null: none. None of them gets a session again.</summary>
    public string[]? EndedBoots { get; init; }

    public bool Contested { get; init; }

    public AgentInventory? Inventory { get; init; }
}
