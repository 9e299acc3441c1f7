namespace Provisioning.Imaging.Ledger;

/// <summary>One row of the ledger.</summary>
/// <param name="Key">Its key: <c>kind/…</c>.</param>
/// <param name="Json">Its content.</param>
public sealed record MediaRow(string Key, string Json);
