namespace Provisioning.AgentContract.Sessions;

/// <summary>
/// Exchanges the ticket for a session that is bound to a key which the agent made at its start. The same key again gets the same
/// session; another key with a ticket that was used is a second claimant (409), unless the same machine comes from another boot after
/// its session was silent for a minute: then its new session takes the old one's place, at most twice in an attempt.
/// </summary>
/// <param name="Ticket">From <see cref="AgentTicket"/>.</param>
/// <param name="Attempt">From <see cref="AgentTicket"/>.</param>
/// <param name="Epoch">From <see cref="AgentTicket"/>.</param>
/// <param name="PublicKey">Base64 of the DER SubjectPublicKeyInfo of a P-256 key.</param>
/// <param name="Uuid">The system UUID (SMBIOS type 1), lower case with hyphens; empty when there is none.</param>
/// <param name="Serial">The system serial number (SMBIOS type 1), trimmed; empty when there is none.</param>
/// <param name="BootId">The kernel's boot id; another one with the same machine means that it restarted.</param>
/// <param name="AgentVersion">The agent's version.</param>
/// <param name="Signature">Base64 of the P1363 signature over <see cref="AgentSignatures.SessionMessage"/>.</param>
public sealed record SessionRequest(
    string Ticket,
    int Attempt,
    long Epoch,
    string PublicKey,
    string Uuid,
    string Serial,
    string BootId,
    string AgentVersion,
    string Signature)
{
    /// <summary>Names the request without showing the ticket.</summary>
    public override string ToString() => $"session request of {Uuid}/{Serial}, attempt {Attempt}, epoch {Epoch}, boot {BootId}";
}
