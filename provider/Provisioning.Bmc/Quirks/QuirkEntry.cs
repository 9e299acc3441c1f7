using Provisioning.Model.Collections;

namespace Provisioning.Bmc.Quirks;

/// <summary>How well a quirk is known.</summary>
internal enum QuirkConfidence
{
    /// <summary>Seen on a machine, or in what one recorded.</summary>
    Observed = 1,

    /// <summary>Said by others who saw it.</summary>
    Reported = 2,

    /// <summary>Concluded from the like.</summary>
    Assumed = 3,
}

/// <summary>One deviation of one kind of BMC, and what the driver does about it.</summary>
internal sealed record QuirkEntry
{
    /// <summary>Unique over all packs.</summary>
    public required string Id { get; init; }

    /// <summary>What it applies to.</summary>
    public required QuirkScope Scope { get; init; }

    /// <summary>What it changes.</summary>
    public required QuirkBehaviour Behaviour { get; init; }

    /// <summary>To what.</summary>
    public required string Value { get; init; }

    /// <summary>How well it is known.</summary>
    public required QuirkConfidence Confidence { get; init; }

    /// <summary>Where it is known from.</summary>
    public required string Citation { get; init; }
}

/// <summary>What a quirk applies to: patterns in which <c>*</c> stands for anything, without regard to case; null: any.</summary>
/// <param name="Vendor">The service root's vendor.</param>
/// <param name="Manufacturer">The system's maker.</param>
/// <param name="Model">The system's model.</param>
/// <param name="Firmware">The BMC's firmware version.</param>
internal sealed record QuirkScope(string? Vendor, string? Manufacturer, string? Model, string? Firmware)
{
    /// <summary>How narrow it is; the narrower wins.</summary>
    public int Specificity => (Vendor is null ? 0 : 1) + (Manufacturer is null ? 0 : 1) + (Model is null ? 0 : 2) + (Firmware is null ? 0 : 4);

    /// <summary>Whether it covers a BMC. A pattern for something that is not known does not match.</summary>
    public bool Covers(QuirkFacts facts) =>
        Fits(Vendor, facts.Vendor) && Fits(Manufacturer, facts.Manufacturer) && Fits(Model, facts.Model) && Fits(Firmware, facts.Firmware);

    private static bool Fits(string? pattern, string? seen) => pattern is null || (seen is not null && Matches(pattern, seen));

    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var (at, star, mark) = (0, -1, 0);
        for (var position = 0; position < text.Length;)
        {
            if (at < pattern.Length && pattern[at] == '*') (star, mark) = (at++, position);
            else if (at < pattern.Length && char.ToUpperInvariant(pattern[at]) == char.ToUpperInvariant(text[position])) (at, position) = (at + 1, position + 1);
            else if (star >= 0) (at, position) = (star + 1, ++mark);
            else return false;
        }

        while (at < pattern.Length && pattern[at] == '*') at++;
        return at == pattern.Length;
    }
}

/// <summary>What is known of a BMC that quirks can ask for.</summary>
/// <param name="Vendor">The service root's vendor.</param>
/// <param name="Manufacturer">The system's maker.</param>
/// <param name="Model">The system's model.</param>
/// <param name="Firmware">The BMC's firmware version.</param>
internal sealed record QuirkFacts(string? Vendor, string? Manufacturer, string? Model, string? Firmware)
{
    /// <summary>Nothing yet.</summary>
    public static QuirkFacts Nothing { get; } = new(null, null, null, null);
}

/// <summary>The entries of one pack, with the digest of its text.</summary>
/// <param name="Name">The pack's name.</param>
/// <param name="Entries">Its entries.</param>
/// <param name="Digest">SHA-256 of its text as lower-case hex.</param>
internal sealed record QuirkPack(string Name, ValueArray<QuirkEntry> Entries, string Digest);
