namespace Provisioning.Cli;

/// <summary>Lets the options that most verbs have stand before the verb, too.</summary>
internal static class ArgumentOrder
{
    private static readonly string[] WithValue = ["--site", "--state", "--output", "--credential", "--credentials", "--tls", "--tls-ca"];
    private static readonly string[] WithoutValue = ["--json", "--verbose", "-v"];

    /// <summary>The same arguments with such options after the verb, where the verb's own help lists them.</summary>
    public static IReadOnlyList<string> Arrange(IReadOnlyList<string> arguments)
    {
        var taken = 0;
        while (taken < arguments.Count)
        {
            var name = arguments[taken].Split('=', 2)[0];
            if (WithoutValue.Contains(name, StringComparer.Ordinal)) taken++;
            else if (!WithValue.Contains(name, StringComparer.Ordinal)) break;
            else taken += arguments[taken].Contains('=', StringComparison.Ordinal) ? 1 : 2;
        }

        if (taken == 0 || taken >= arguments.Count) return arguments;
        var rest = arguments.Skip(taken).ToList();
        var end = rest.IndexOf("--");
        rest.InsertRange(end < 0 ? rest.Count : end, arguments.Take(taken));
        return rest;
    }
}
