using Provisioning.Api.Receipts;
using Provisioning.Engine.Administration;
using Provisioning.Model.Attestation;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Host.Composition;

/// <summary>Hands receipts out, with the public key that verifies them.</summary>
internal sealed class ReceiptCalls(ReceiptFolder folder, IServerAdministration administration)
{
    public async ValueTask<Outcome<ReceiptsExport>> ExportAsync(ReceiptsRequest request, CancellationToken cancellationToken)
    {
        var servers = await administration.StatusAsync(request.Server, cancellationToken);
        if (servers.IsEmpty && request.Server is not null) return ReceiptDiagnostics.Nothing($"No server is named \"{request.Server}\".");
        var files = new List<ReceiptFile> { await folder.ReadKeyAsync(cancellationToken) };
        foreach (var server in servers) files.AddRange(await folder.ReadChainAsync(server.Claim, cancellationToken));
        return new ReceiptsExport(files.ToValueArray());
    }
}
