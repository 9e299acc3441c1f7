using Provisioning.Model.Faults;

namespace Provisioning.Engine.Attestation;

/// <summary>Signs and keeps receipts.</summary>
public interface IReceiptPort
{
    /// <summary>
    /// Signs the draft and keeps it before it answers with the digest that the next receipt names as its parent. Idempotent by claim and
    /// <see cref="ReceiptDraft.Sequence"/>: a draft that was kept already is answered with the digest that it had, so that an engine that
    /// died between this call and its own note of it neither loses nor doubles a receipt.
    /// </summary>
    ValueTask<PortResult<ReceiptWritten>> WriteAsync(ReceiptDraft draft, CancellationToken cancellationToken);
}
