using System.Text;
using System.Text.Json;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Spectre.Console;

namespace Provisioning.Cli.Rendering;

/// <summary>
/// Where a command writes. For people: tables and sentences, in colour on a terminal unless NO_COLOR is set. For machines: one JSON object
/// on each line. Diagnostics go to the error stream in both.
/// </summary>
internal sealed class CommandOutput
{
    /// <summary>So wide that nothing is broken over lines: what is piped is searched by the line.</summary>
    private const int WidthOfAFile = 4096;

    private readonly CommandSurroundings _surroundings;
    private readonly IAnsiConsole _console;
    private readonly IAnsiConsole _errors;

    /// <summary>Makes an output.</summary>
    public CommandOutput(CommandSurroundings surroundings, bool json)
    {
        _surroundings = surroundings;
        IsJson = json;
        var colour = surroundings.OutputIsTerminal && !surroundings.Environment.ContainsKey("NO_COLOR");
        _console = Console(surroundings.Output, colour, surroundings.OutputIsTerminal ? surroundings.Width : WidthOfAFile);
        _errors = Console(surroundings.Error, colour, surroundings.OutputIsTerminal ? surroundings.Width : WidthOfAFile);
    }

    /// <summary>Whether machines read this.</summary>
    public bool IsJson { get; }

    /// <summary>A line for people.</summary>
    public void Line(string text)
    {
        if (!IsJson) _surroundings.Output.WriteLine(text);
    }

    /// <summary>A table for people.</summary>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        if (IsJson) return;
        var table = new Table().Border(TableBorder.None).HideFooters();
        foreach (var column in columns) table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))).PadRight(2));
        foreach (var row in rows) table.AddRow([.. row.Select(cell => new Text(cell))]);
        _console.Write(table);
    }

    /// <summary>One object for machines.</summary>
    public void Json(Action<Utf8JsonWriter> members)
    {
        if (!IsJson) return;
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        _surroundings.Output.WriteLine(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
    }

    /// <summary>A line about what is being done, apart from the results.</summary>
    public void Progress(string text) => _surroundings.Error.WriteLine(text);

    /// <summary>Diagnostics, and the exit code that they mean.</summary>
    public int Report(ValueArray<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics) Report(diagnostic);
        return diagnostics.Any(diagnostic => diagnostic.IsError) ? ExitCode.Error : ExitCode.Done;
    }

    private static IAnsiConsole Console(TextWriter writer, bool colour, int width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = width;
        return console;
    }

    private void Report(Diagnostic diagnostic)
    {
        if (IsJson)
        {
            WriteJson(diagnostic);
            return;
        }

        var colour = diagnostic.IsError ? Color.Red : Color.Yellow;
        var head = $"{(diagnostic.IsError ? "Error" : "Warning")} {diagnostic.Code}: {diagnostic.Summary}";
        _errors.Write(new Text(head + "\n", new Style(colour, decoration: Decoration.Bold)));
        if (diagnostic.Path is { } path) _surroundings.Error.WriteLine($"  at:   {path}");
        foreach (var (label, text) in new[] { ("seen:", diagnostic.Seen), ("why:", diagnostic.Why), ("do:", diagnostic.Action) })
        {
            if (text.Length > 0) _surroundings.Error.WriteLine($"  {label,-5} {text.ReplaceLineEndings("\n        ")}");
        }
    }

    private void WriteJson(Diagnostic diagnostic)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("severity", diagnostic.IsError ? "error" : "warning");
            writer.WriteString("code", $"{diagnostic.Code}");
            writer.WriteString("summary", diagnostic.Summary);
            writer.WriteString("seen", diagnostic.Seen);
            writer.WriteString("why", diagnostic.Why);
            writer.WriteString("action", diagnostic.Action);
            if (diagnostic.Path is { } path) writer.WriteString("path", $"{path}");
            writer.WriteEndObject();
        }

        _surroundings.Error.WriteLine(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
    }
}
