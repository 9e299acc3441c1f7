using System.CommandLine;
using System.Globalization;
using Provisioning.Api.Receipts;
using Provisioning.Attestation.Receipts;
using Provisioning.Cli.Rendering;
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
        var name = new Argument<string?>("NAME") { Description = "The server's name: its receipts under all its claims; otherwise all receipts of the site, those of forgotten servers too.", Arity = ArgumentArity.ZeroOrOne };
        var folder = new Option<string>("--output") { Description = "The folder that they are written to.", HelpName = "FOLDER", Required = true };
        var verb = new Command("export", "Write receipts, and the key that verifies them, into a folder.") { name, folder };
        engine.Common.AddEngine(verb, writesFiles: true);
        engine.Do(verb, async (parsed, output, client, door, cancellationToken) =>
        {
            var outcome = await client.ExportReceiptsAsync(door, new ReceiptsRequest(parsed.GetValue(name)), cancellationToken);
            if (outcome is not Outcome<ReceiptsExport>.Success success) return output.Report(outcome.Diagnostics);
            var target = parsed.GetRequiredValue(folder);
            if (Write(success.Value, target) is { } fault) return output.Report([fault]);
            Show(success.Value, parsed.GetValue(name), target, output);
            return output.Report(outcome.Diagnostics);
        });
        return verb;
    }

    private static void Show(ReceiptsExport export, string? name, string folder, CommandOutput output)
    {
        var receipts = export.Files.Where(file => file.Name.EndsWith(ReceiptNames.EnvelopeSuffix, StringComparison.Ordinal)).Select(file => file.Name).ToList();
        var claims = receipts.Select(ClaimOf).Distinct(StringComparer.Ordinal).Count();
        output.Json(json =>
        {
            json.WriteNumber("files", export.Files.Count);
            json.WriteNumber("receipts", receipts.Count);
            json.WriteNumber("claims", claims);
            json.WriteString("folder", folder);
        });
        if (receipts.Count == 0)
        {
            output.Line($"No receipts{(name is null ? "" : $" of {name}")} yet: no stage was completed. The site's public key is in {folder}.");
            return;
        }

        output.Line(string.Create(CultureInfo.InvariantCulture, $"{receipts.Count} receipts of {claims} {(claims == 1 ? "claim" : "claims")} and the site's public key are in {folder}."));
        output.Line(name is null
            ? "They are all that the site has: also those of earlier claims and of forgotten servers."
            : $"They are all of {name}, also under earlier claims; those of other servers were left out.");
    }

    /// <summary>Receipts are named CLAIM-NUMBER-STAGE.</summary>
    private static string ClaimOf(string file)
    {
        var stage = file.LastIndexOf('-');
        return stage < 1 ? file : file[..Math.Max(0, file.LastIndexOf('-', stage - 1))];
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
