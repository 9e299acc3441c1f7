using System.Security.Cryptography;
using Provisioning.Attestation.Receipts;
using Provisioning.Model.Attestation;
using Provisioning.Model.Collections;
using Provisioning.Model.Lifecycles;

namespace Provisioning.Attestation.Tests.Receipts;

/// <summary>Receipts of one machine's way to Ready.</summary>
internal static class ReceiptSamples
{
    public static readonly Stage[] Way = [Stage.Discovery, Stage.Bios, Stage.Imaging, Stage.Validation, Stage.Readiness];

    public static Receipt Receipt(Stage stage, long sequence, string? parent, string claim = "c1a1") => new()
    {
        Server = new ReceiptServer("hall-1", "gpu-n01", "4c4c4544-0001-4000-8000-000000000001", "SN0001", claim),
        Stage = stage,
        Sequence = sequence,
        ParentSha256 = parent,
        Operation = "op-1",
        Actor = "anna",
        Door = "terraform",
        EngineVersion = "0.1.0",
        CommittedAt = new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero).AddMinutes(sequence),
        Before = ValueMap<string, string>.Empty.Set("bios.ProcTurboMode", "Disabled"),
        After = ValueMap<string, string>.Empty.Set("bios.ProcTurboMode", "Enabled").Set("bios.Ärger \"quoted\"", "a<b>&'\n"),
        Documents = ValueMap<string, string>.Empty.Set("os_image", "ubuntu@sha256:00"),
        Attestation = stage == Stage.Imaging ? AttestationReport.WithoutTpm("no TPM") : null,
        Overrides = stage == Stage.Bios
            ? [new ReceiptOverride("unhold", "bert", new DateTimeOffset(2026, 11, 24, 7, 0, 0, TimeSpan.Zero), "done")]
            : [],
        QuirksSha256 = new string('0', 64),
    };

    /// <summary>A whole chain, in order.</summary>
    public static List<SignedReceipt> Chain(ECDsa key, string claim = "c1a1", Func<Receipt, Receipt>? change = null)
    {
        var signer = new ReceiptSigner(key);
        var chain = new List<SignedReceipt>();
        foreach (var stage in Way)
        {
            var receipt = Receipt(stage, chain.Count + 1, chain.Count == 0 ? null : chain[^1].Digest, claim);
            chain.Add(signer.Sign(change is null ? receipt : change(receipt)));
        }

        return chain;
    }

    public static IEnumerable<ReceiptFile> Files(IEnumerable<SignedReceipt> receipts) =>
        receipts.Select(receipt => new ReceiptFile(receipt.FileName, receipt.Envelope));

    public static SiteKey Key(ECDsa key) => SiteKey.Parse("keys/site.pub.pem", System.Text.Encoding.ASCII.GetBytes(new ReceiptSigner(key).PublicKeyPem))
        .Match(success => success.Value, failure => throw new InvalidOperationException(failure.Errors[0].Seen));
}
