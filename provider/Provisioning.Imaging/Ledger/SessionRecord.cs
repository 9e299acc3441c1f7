namespace Provisioning.Imaging.Ledger;

/// <summary>The agent's session.</summary>
internal sealed record SessionRecord(
    string SessionId, string ServerNonce, string PublicKey, string Uuid, string Serial, string BootId, string AgentVersion, long Counter);
