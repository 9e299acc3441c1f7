namespace Provisioning.Imaging.Ledger;

/// <summary>The port that was chosen, key <c>port</c>.</summary>
internal sealed record PortRecord(int Port);
