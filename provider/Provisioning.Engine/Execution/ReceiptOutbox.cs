using Provisioning.Engine.Journals;
using Provisioning.Model.Faults;

namespace Provisioning.Engine.Execution;

/// <summary>
/// Signs the receipts that are due, in the journal's order. A receipt is due by a row that is as durable as its stage, and is asked for again until
/// a row says that it is kept; who signs knows a receipt by claim and number, so none is lost or made twice.
/// </summary>
internal static class ReceiptOutbox
{
    public static async ValueTask<Fault?> FlushAsync(OperationScope scope, CancellationToken cancellationToken)
    {
        while (scope.Record.ReceiptsDue is { IsEmpty: false } due)
        {
            var draft = due[0] with { Parent = scope.Record.ReceiptHead };
            var answer = await scope.Ports.Receipts.WriteAsync(draft, cancellationToken);
            if (!answer.TryGet(out var written, out var fault)) return fault;
            await scope.AppendAsync(new JournalEvent.ReceiptKept(draft.Sequence, written.Digest), CancellationToken.None);
        }

        return null;
    }
}
