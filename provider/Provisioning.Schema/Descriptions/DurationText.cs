using System.Globalization;

namespace Provisioning.Schema.Descriptions;

/// <summary>Lengths of time as users write them: whole numbers with <c>ms</c>, <c>s</c>, <c>m</c> or <c>h</c>, from the largest to the smallest.</summary>
public static class DurationText
{
    private static readonly TimeSpan Most = TimeSpan.FromDays(30);

    /// <summary>Reads <c>90s</c>, <c>10m</c>, <c>1h30m</c>; at most 30 days.</summary>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (string.IsNullOrEmpty(text) || text.Length > 32) return false;
        var rest = text.AsSpan();
        var largest = TimeSpan.MaxValue;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExceptInRange('0', '9');
            if (digits is < 1 or > 9) return false;
            var number = int.Parse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
            rest = rest[digits..];
            var unit = rest.IndexOfAnyInRange('0', '9');
            if (unit < 0) unit = rest.Length;
            if (UnitOf(rest[..unit]) is not { } one || one >= largest) return false;
            rest = rest[unit..];
            largest = one;
            duration += one * number;
            if (duration > Most) return false;
        }

        return true;
    }

    private static TimeSpan? UnitOf(ReadOnlySpan<char> unit) => unit switch
    {
        "ms" => TimeSpan.FromMilliseconds(1),
        "s" => TimeSpan.FromSeconds(1),
        "m" => TimeSpan.FromMinutes(1),
        "h" => TimeSpan.FromHours(1),
        _ => null,
    };
}
