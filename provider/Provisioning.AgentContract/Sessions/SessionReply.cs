namespace Provisioning.AgentContract.Sessions;

/// <summary>A session.</summary>
/// <param name="SessionId">Goes into <see cref="AgentHeaders.Session"/> of each later request; unguessable.</param>
/// <param name="ServerNonce">Random base64 of this session, for the receipt.</param>
public sealed record SessionReply(string SessionId, string ServerNonce)
{
    /// <summary>Shows no id.</summary>
    public override string ToString() => "session";
}
