using Provisioning.Api.Receipts;
using Provisioning.Engine.Administration;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Operations;

namespace Provisioning.Host.Composition;

/// <summary>
/// Hands receipts out, with the public key that verifies them: those of all claims that the store ever had, or those of one name, also
/// under earlier claims and after it was forgotten.
/// </summary>
internal sealed class ReceiptCalls(ReceiptFolder folder, IServerAdministration administration)
{
    public async ValueTask<Outcome<ReceiptsExport>> ExportAsync(ReceiptsRequest request, CancellationToken cancellationToken)
    {
        var files = await folder.ReadAllAsync(request.Server, cancellationToken);
        if (request.Server is { } name && files.Count == 0 && (await administration.StatusAsync(name, cancellationToken)).IsEmpty)
            return OperationDiagnostics.IsUnknown(name);
        return new ReceiptsExport([await folder.ReadKeyAsync(cancellationToken), .. files]);
    }
}
