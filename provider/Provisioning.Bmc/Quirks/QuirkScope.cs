namespace Provisioning.Bmc.Quirks;

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
