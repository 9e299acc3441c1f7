using System.Globalization;

namespace Provisioning.Cli.Rendering;

/// <summary>Times, ages and absences as people read them.</summary>
internal static class Words
{
    /// <summary>An instant, in UTC.</summary>
    public static string Instant(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>How old something is.</summary>
    public static string Age(DateTimeOffset? at, DateTimeOffset now)
    {
        if (at is not { } known) return "never";
        var age = now - known;
        return age switch
        {
            { TotalSeconds: < 1 } => "now",
            { TotalMinutes: < 1 } => Of(age.TotalSeconds, "s"),
            { TotalHours: < 1 } => Of(age.TotalMinutes, "m"),
            { TotalDays: < 1 } => Of(age.TotalHours, "h"),
            _ => Of(age.TotalDays, "d"),
        };
    }

    /// <summary>A text, or a dash for none.</summary>
    public static string OrDash(string? text) => string.IsNullOrEmpty(text) ? "-" : text;

    /// <summary>A time, given as such or as a span from now; null where it is neither.</summary>
    public static DateTimeOffset? Moment(string text, DateTimeOffset now)
    {
        if (text.Length > 1 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return text[^1] switch
            {
                'm' => now.AddMinutes(number),
                'h' => now.AddHours(number),
                'd' => now.AddDays(number),
                _ => null,
            };
        }

        return DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
    }

    private static string Of(double number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(number):0}{unit} ago");
}
