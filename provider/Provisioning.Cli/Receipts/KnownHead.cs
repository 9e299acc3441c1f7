using Provisioning.Attestation.Receipts;
using Provisioning.Cli.Rendering;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Hosting;

namespace Provisioning.Cli.Receipts;

/// <summary>The digest of a chain's newest receipt, as another source than the receipts has it.</summary>
/// <param name="Claim">Whose chain; null: any one of them.</param>
/// <param name="Digest">The digest, SHA-256 as lower-case hex.</param>
internal sealed record KnownHead(string? Claim, string Digest)
{
    /// <summary>Reads <c>DIGEST</c> and <c>CLAIM=DIGEST</c>; one that cannot be read is an error, never one that is left out.</summary>
    public static Outcome<ValueArray<KnownHead>> Read(IEnumerable<string> texts)
    {
        var heads = ValueArray<KnownHead>.Empty;
        var faults = ValueArray<Diagnostic>.Empty;
        foreach (var text in texts)
        {
            var mark = text.IndexOf('=', StringComparison.Ordinal);
            var digest = text[(mark + 1)..].ToLowerInvariant();
            if (mark == 0 || !Words.IsSha256(digest)) faults = faults.Add(CommandDiagnostics.Head(text));
            else heads = heads.Add(new KnownHead(mark < 0 ? null : text[..mark], digest));
        }

        return faults.IsEmpty ? heads : Outcome<ValueArray<KnownHead>>.Fail(faults);
    }

    /// <summary>What is wrong where no chain ends with this head; null: one does.</summary>
    public Diagnostic? Compare(ValueArray<ReceiptChain> chains)
    {
        var meant = chains.Where(chain => Claim is null || chain.Server.Claim == Claim).ToList();
        if (meant.Exists(chain => chain.Head == Digest)) return null;
        var seen = meant.Count == 0
            ? Claim is null ? "There is no chain." : $"There is no chain of the claim {Claim}."
            : string.Join("; ", meant.Take(8).Select(chain => $"{chain.Server.Name} ends with {chain.Head}")) + (meant.Count > 8 ? " …" : ".");
        return CommandDiagnostics.NoSuchHead(Digest, seen);
    }
}
