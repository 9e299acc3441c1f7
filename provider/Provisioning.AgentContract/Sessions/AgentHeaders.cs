namespace Provisioning.AgentContract.Sessions;

/// <summary>Request headers of every request but the first.</summary>
public static class AgentHeaders
{
    /// <summary>The session's id.</summary>
    public const string Session = "X-Agent-Session";

    /// <summary>Decimal, strictly rising in a session, also over retries; the server refuses one that does not rise (403).</summary>
    public const string Counter = "X-Agent-Counter";

    /// <summary>Base64 of the P1363 signature over <see cref="AgentSignatures.RequestMessage"/>.</summary>
    public const string Signature = "X-Agent-Signature";
}
