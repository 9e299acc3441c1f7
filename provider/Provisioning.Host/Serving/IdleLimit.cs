using System.Globalization;
using Provisioning.Host.Launching;

namespace Provisioning.Host.Serving;

/// <summary>How long an engine stays without work and without a door.</summary>
internal static class IdleLimit
{
    private static readonly TimeSpan AtADesk = TimeSpan.FromMinutes(5);

    /// <summary>Long enough for the several plugin starts of one command to share an engine.</summary>
    private static readonly TimeSpan InAJob = TimeSpan.FromSeconds(10);

    /// <summary>
    /// <c>BAREMETAL_ENGINE_IDLE</c>, a number with <c>ms</c>, <c>s</c>, <c>m</c> or <c>h</c>, seconds without; otherwise five minutes, ten
    /// seconds in a CI job.
    /// </summary>
    public static TimeSpan From(IReadOnlyDictionary<string, string> environment)
    {
        if (Parse(environment.GetValueOrDefault("BAREMETAL_ENGINE_IDLE")) is { } given) return given;
        return EngineEnvironment.IsContinuousIntegration(environment) ? InAJob : AtADesk;
    }

    private static TimeSpan? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        var digits = text.AsSpan().TrimEnd("smh");
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        return text[digits.Length..] switch
        {
            "ms" => TimeSpan.FromMilliseconds(number),
            "s" or "" => TimeSpan.FromSeconds(number),
            "m" => TimeSpan.FromMinutes(number),
            "h" => TimeSpan.FromHours(number),
            _ => null,
        };
    }
}
