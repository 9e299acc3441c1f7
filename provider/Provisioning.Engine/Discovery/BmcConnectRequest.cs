using Provisioning.Model.Collections;
using Provisioning.Model.Security;
using Provisioning.Model.Sites;

namespace Provisioning.Engine.Discovery;

/// <summary>How to connect.</summary>
public sealed record BmcConnectRequest
{
    /// <summary>Host or address with an optional port.</summary>
    public required string Address { get; init; }

    /// <summary>Logins to try, each once, in this order.</summary>
    public required ValueArray<Credential> Credentials { get; init; }

    /// <summary>How the certificate is judged.</summary>
    public required TlsTrust TlsTrust { get; init; }

    /// <summary>PEM text of authorities, for <see cref="TlsTrust.CertificateAuthority"/>.</summary>
    public string? TlsAuthorities { get; init; }

    /// <summary>The fingerprint to expect, SHA-256 as lower-case hex; null: first contact.</summary>
    public string? PinnedFingerprint { get; init; }

    /// <summary>Requests in flight at most.</summary>
    public int RequestsInFlight { get; init; } = 4;

    /// <summary>What <see cref="IBmcConnection.Capabilities"/> said last time, which saves requests; null: unknown.</summary>
    public string? Capabilities { get; init; }
}
