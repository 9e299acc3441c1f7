using System.CommandLine;
using System.CommandLine.Parsing;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Hosting;

namespace Provisioning.Cli;

/// <summary>What is wrong with arguments, in one diagnostic.</summary>
internal static class ArgumentFaults
{
    /// <summary>The diagnostic; null: the arguments make a command, or ask for help on one.</summary>
    public static Diagnostic? Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count > 0)
            return CommandDiagnostics.Misunderstood(Path(parsed), $"'{parsed.UnmatchedTokens[0]}' is not a verb here. {Verbs(command)}");
        if (Mistaken(parsed) is { } option) return CommandDiagnostics.Misunderstood(Path(parsed), $"'{option}' is not an option here.");
        if (parsed.Errors.Count == 0 || parsed.Action is System.CommandLine.Help.HelpAction) return null;
        return CommandDiagnostics.Misunderstood(
            Path(parsed),
            command.Subcommands.Count > 0 ? $"A verb is missing. {Verbs(command)}" : string.Join(' ', parsed.Errors.Select(error => Plain(error.Message)).Distinct()));
    }

    /// <summary>A word that looks like an option and was taken as an argument.</summary>
    private static string? Mistaken(ParseResult parsed) => parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash)
        ? null
        : parsed.CommandResult.Tokens.Select(token => token.Value).FirstOrDefault(text => text.Length > 1 && text[0] == '-');

    private static string Verbs(Command command) =>
        "The verbs are " + string.Join(", ", command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name)) + ".";

    /// <summary>The words that were understood.</summary>
    private static string Path(ParseResult parsed)
    {
        var words = new Stack<string>();
        for (SymbolResult? result = parsed.CommandResult; result is CommandResult command; result = command.Parent)
            words.Push(command.Command is RootCommand ? "baremetal" : command.Command.Name);
        return string.Join(' ', words);
    }

    /// <summary>The library's sentence without names of types.</summary>
    private static string Plain(string message) => string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        .Replace(" as expected type 'System.Int32'", ", which takes a whole number", StringComparison.Ordinal)
        .Replace("Cannot parse argument", "There is no use for", StringComparison.Ordinal);
}
