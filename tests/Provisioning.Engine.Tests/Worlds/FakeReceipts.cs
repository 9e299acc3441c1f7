using Provisioning.Engine.Attestation;
using Provisioning.Model.Faults;

namespace Provisioning.Engine.Tests.Worlds;

/// <summary>Keeps receipts on the disk, each once.</summary>
internal sealed class FakeReceipts(FakeDisk disk, CrashPlan crash) : IReceiptPort
{
    public ValueTask<PortResult<ReceiptWritten>> WriteAsync(ReceiptDraft draft, CancellationToken cancellationToken)
    {
        crash.Point("receipt: before the write");
        var known = disk.Receipts.Find(kept => kept.Claim == draft.Claim && kept.Sequence == draft.Sequence);
        if (known is null) disk.Receipts.Add(draft);
        crash.Point("receipt: after the write");
        return ValueTask.FromResult<PortResult<ReceiptWritten>>(new ReceiptWritten($"digest-{draft.Claim}-{draft.Sequence}"));
    }
}
