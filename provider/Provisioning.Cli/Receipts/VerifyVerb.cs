using System.CommandLine;
using Provisioning.Attestation.Receipts;
using Provisioning.Cli.Rendering;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Hosting;

namespace Provisioning.Cli.Receipts;

/// <summary><c>baremetal receipts verify FOLDER</c>: offline, and without an engine.</summary>
internal static class VerifyVerb
{
    /// <summary>Makes it.</summary>
    public static Command Create(EngineVerb engine)
    {
        var folder = new Argument<string>("FOLDER") { Description = "The folder that `receipts export` wrote." };
        var keys = new Option<string[]>("--key")
        {
            Description = "A site's public key in PEM that is trusted; otherwise the key that came with the receipts. May be given several times.",
            HelpName = "FILE",
            DefaultValueFactory = _ => [],
        };
        var heads = new Option<string[]>("--head")
        {
            Description = "The digest of a server's newest receipt as another source has it, DIGEST or CLAIM=DIGEST: tells whether the end was cut off. May be given several times.",
            HelpName = "HEAD",
            DefaultValueFactory = _ => [],
        };
        var verb = new Command("verify", "Verify receipts offline: signatures, chain, order, and that each chain is about one machine.") { folder, keys, heads };
        verb.SetAction(parsed =>
        {
            var output = engine.Common.Output(parsed, engine.Surroundings);
            var heading = KnownHead.Read(parsed.GetValue(heads) ?? []);
            if (heading is not Outcome<ValueArray<KnownHead>>.Success { Value: var expected }) return output.Report(heading.Diagnostics);
            var read = Read(parsed.GetRequiredValue(folder));
            if (read is not Outcome<ReceiptBundle>.Success { Value: var bundle }) return output.Report(read.Diagnostics);
            var trusted = Trusted(parsed.GetValue(keys) ?? [], bundle);
            if (trusted is not Outcome<ValueArray<SiteKey>>.Success { Value: var known }) return output.Report(trusted.Diagnostics);
            var verification = ReceiptVerifier.Verify(bundle.Envelopes, known);
            var missing = expected.Select(head => head.Compare(verification.Chains)).OfType<Diagnostic>().ToValueArray();
            var holds = verification.Holds && missing.IsEmpty;
            Show(verification, holds, output);
            output.Report(trusted.Diagnostics.AddRange(missing));
            return holds ? ExitCode.Done : ExitCode.Error;
        });
        return verb;
    }

    private static Outcome<ReceiptBundle> Read(string folder)
    {
        try
        {
            var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(path => new ReceiptFile(Path.GetRelativePath(folder, path), File.ReadAllBytes(path)));
            return ReceiptBundle.Read(files.ToList());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return CommandDiagnostics.Unreadable(folder, exception.Message);
        }
    }

    private static Outcome<ValueArray<SiteKey>> Trusted(string[] files, ReceiptBundle bundle)
    {
        if (files.Length == 0)
        {
            var ids = string.Join(", ", bundle.Keys.Select(key => key.Id));
            return new Outcome<ValueArray<SiteKey>>.Success(bundle.Keys, [CommandDiagnostics.OwnKeys(ids)]);
        }

        var keys = ValueArray<SiteKey>.Empty;
        foreach (var file in files)
        {
            try
            {
                var parsed = SiteKey.Parse(file, File.ReadAllBytes(file));
                if (parsed is not Outcome<SiteKey>.Success { Value: var key }) return Outcome<ValueArray<SiteKey>>.Fail(parsed.Diagnostics);
                keys = keys.Add(key);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return CommandDiagnostics.Unreadable(file, exception.Message);
            }
        }

        return keys;
    }

    private static void Show(ReceiptVerification verification, bool holds, CommandOutput output)
    {
        foreach (var chain in verification.Chains)
        {
            output.Line($"{chain.Server.Name} ({chain.Server.Serial}): {chain.Receipts.Count} receipts, {(chain.Holds ? "all hold" : "NOT GOOD")}");
            foreach (var receipt in chain.Receipts) Show(receipt, output);
            foreach (var fault in chain.Faults) output.Line($"  not good: {fault.Summary} [{fault.Code}]");
            output.Line($"  head {chain.Head}");
        }

        foreach (var receipt in verification.Unusable) Show(receipt, output);
        output.Line(holds ? "Everything holds." : "Not everything holds.");
    }

    private static void Show(ReceiptVerdict receipt, CommandOutput output)
    {
        output.Json(json =>
        {
            json.WriteString("file", receipt.File);
            json.WriteBoolean("holds", receipt.Holds);
            json.WriteString("sha256", receipt.Digest);
            if (receipt.Summary is { } summary)
            {
                json.WriteString("server", summary.Server.Name);
                json.WriteNumber("sequence", summary.Sequence);
                json.WriteString("stage", $"{summary.Stage}");
                json.WriteString("committedAt", summary.CommittedAt);
            }

            json.WriteStartArray("faults");
            foreach (var fault in receipt.Faults) json.WriteStringValue($"{fault.Code} {fault.Summary}");
            json.WriteEndArray();
        });
        var what = receipt.Summary is { } known ? $"{known.Sequence}. {known.Stage} {Words.Instant(known.CommittedAt)}" : receipt.File;
        output.Line($"  {(receipt.Holds ? "holds   " : "not good")} {what}");
        foreach (var fault in receipt.Faults) output.Line($"           {fault.Code} {fault.Summary}: {fault.Seen}");
    }
}
