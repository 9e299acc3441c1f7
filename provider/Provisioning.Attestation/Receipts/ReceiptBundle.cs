using Provisioning.Model.Attestation;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Attestation.Receipts;

/// <summary>
/// An export of receipts as files: <c>receipts/*.dsse.json</c> and <c>keys/*.pub.pem</c>. Pure: the caller reads the files. Keys that come with
/// the receipts show that the receipts agree with each other; only a key from elsewhere shows whose they are.
/// </summary>
/// <param name="Envelopes">The receipts, in the order of their names.</param>
/// <param name="Keys">The keys that came with them.</param>
public sealed record ReceiptBundle(ValueArray<ReceiptFile> Envelopes, ValueArray<SiteKey> Keys)
{
    /// <summary>Sorts files by their names; files of other kinds are ignored.</summary>
    public static Outcome<ReceiptBundle> Read(IEnumerable<ReceiptFile> files)
    {
        var envelopes = ValueArray<ReceiptFile>.Empty;
        var keys = ValueArray<SiteKey>.Empty;
        var faults = ValueArray<Diagnostic>.Empty;
        foreach (var file in files.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            if (file.Name.EndsWith(ReceiptNames.EnvelopeSuffix, StringComparison.Ordinal)) envelopes = envelopes.Add(file);
            if (!file.Name.EndsWith(ReceiptNames.KeySuffix, StringComparison.Ordinal)) continue;
            SiteKey.Parse(file.Name, file.Content.Span).Match(
                success => keys = keys.Add(success.Value),
                failure => { faults = faults.AddRange(failure.Errors); return keys; });
        }

        if (envelopes.IsEmpty) faults = faults.Add(ReceiptDiagnostics.Nothing($"No file ends in {ReceiptNames.EnvelopeSuffix}."));
        return faults.IsEmpty ? new ReceiptBundle(envelopes, keys) : Outcome<ReceiptBundle>.Fail(faults);
    }
}
