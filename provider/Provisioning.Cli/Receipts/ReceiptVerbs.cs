using System.CommandLine;
using Provisioning.Api.Receipts;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Hosting;

namespace Provisioning.Cli.Receipts;

/// <summary><c>baremetal receipts export|verify</c>.</summary>
internal static class ReceiptVerbs
{
    /// <summary>Makes them.</summary>
    public static Command Create(EngineVerb engine) =>
        new("receipts", "Signed receipts of completed stages.") { Export(engine), VerifyVerb.Create(engine) };

    private static Command Export(EngineVerb engine)
    {
        var name = new Argument<string?>("NAME") { Description = "The server's name; otherwise all.", Arity = ArgumentArity.ZeroOrOne };
        var folder = new Option<string>("--output") { Description = "The folder that they are written to.", HelpName = "FOLDER", Required = true };
        var verb = new Command("export", "Write receipts, and the key that verifies them, into a folder.") { name, folder };
        engine.Common.AddEngine(verb, writesFiles: true);
        engine.Do(verb, async (parsed, output, client, door, cancellationToken) =>
        {
            var outcome = await client.ExportReceiptsAsync(door, new ReceiptsRequest(parsed.GetValue(name)), cancellationToken);
            if (outcome is not Outcome<ReceiptsExport>.Success success) return output.Report(outcome.Diagnostics);
            var target = parsed.GetRequiredValue(folder);
            if (Write(success.Value, target) is { } fault) return output.Report([fault]);
            output.Line($"{success.Value.Files.Count} files in {target}");
            output.Json(json =>
            {
                json.WriteNumber("files", success.Value.Files.Count);
                json.WriteString("folder", target);
            });
            return output.Report(outcome.Diagnostics);
        });
        return verb;
    }

    private static Diagnostic? Write(ReceiptsExport export, string folder)
    {
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        try
        {
            foreach (var file in export.Files)
            {
                var path = Path.GetFullPath(Path.Combine(root, file.Name));
                if (!path.StartsWith(root, StringComparison.Ordinal)) return CommandDiagnostics.Unwritable(folder, $"{file.Name} lies outside it.");
                Directory.CreateDirectory(Path.GetDirectoryName(path) ?? root);
                File.WriteAllText(path, file.Content);
            }

            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return CommandDiagnostics.Unwritable(folder, exception.Message);
        }
    }
}
