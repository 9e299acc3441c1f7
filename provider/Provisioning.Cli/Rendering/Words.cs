using System.Globalization;
using Provisioning.Schema.Descriptions;

namespace Provisioning.Cli.Rendering;

/// <summary>Times, ages and absences as people read them.</summary>
internal static class Words
{
    private const int MostDays = 3650;

    /// <summary>Without a zone a time is UTC.</summary>
    private static readonly string[] Forms =
        ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd"];

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

    /// <summary>A time, given as such or as a span from now (days, or as the configuration's timeouts are written); null where it is neither.</summary>
    public static DateTimeOffset? Moment(string text, DateTimeOffset now)
    {
        var mark = text.IndexOf('d', StringComparison.Ordinal);
        var days = 0;
        if (mark > 0 && (!int.TryParse(text.AsSpan(0, mark), NumberStyles.None, CultureInfo.InvariantCulture, out days) || days > MostDays)) return null;
        if (mark > 0 && mark == text.Length - 1) return now.AddDays(days);
        if (DurationText.TryParse(mark > 0 ? text[(mark + 1)..] : text, out var span)) return now.AddDays(days) + span;
        return DateTimeOffset.TryParseExact(
            text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
    }

    /// <summary>Whether a text is a SHA-256 in lower-case hex digits.</summary>
    public static bool IsSha256(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    private static string Of(double number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(number):0}{unit} ago");
}
