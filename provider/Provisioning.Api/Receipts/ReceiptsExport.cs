using Provisioning.Model.Collections;

namespace Provisioning.Api.Receipts;

/// <summary>Receipts with what verifies them.</summary>
/// <param name="Files">The files to write into one folder.</param>
public sealed record ReceiptsExport(ValueArray<ReceiptFile> Files);
