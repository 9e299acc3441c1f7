using Provisioning.Model.Sites;

namespace Provisioning.Engine.Discovery;

/// <summary>Where to look.</summary>
/// <param name="Address">Host or address with an optional port.</param>
/// <param name="TlsTrust">How the certificate is judged; the answer tells its fingerprint in any case.</param>
/// <param name="TlsAuthorities">PEM text of authorities, for <see cref="TlsTrust.CertificateAuthority"/>.</param>
/// <param name="AtMost">How long to wait.</param>
public sealed record BmcProbeRequest(string Address, TlsTrust TlsTrust, string? TlsAuthorities, TimeSpan AtMost);
