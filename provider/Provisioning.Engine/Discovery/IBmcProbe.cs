using Provisioning.Model.Faults;
using Provisioning.Model.Sites;

namespace Provisioning.Engine.Discovery;

/// <summary>Looks at an address from outside, without logging in: for discovery and examination. Writes nothing anywhere.</summary>
public interface IBmcProbe
{
    /// <summary>Asks for the service root, which needs no login (DSP0266, section 13.3.1).</summary>
    ValueTask<PortResult<BmcProbeAnswer>> ProbeAsync(BmcProbeRequest request, CancellationToken cancellationToken);
}

/// <summary>Where to look.</summary>
/// <param name="Address">Host or address with an optional port.</param>
/// <param name="TlsTrust">How the certificate is judged; the answer tells its fingerprint in any case.</param>
/// <param name="TlsAuthorities">PEM text of authorities, for <see cref="TlsTrust.CertificateAuthority"/>.</param>
/// <param name="AtMost">How long to wait.</param>
public sealed record BmcProbeRequest(string Address, TlsTrust TlsTrust, string? TlsAuthorities, TimeSpan AtMost);

/// <summary>What an address says of itself.</summary>
/// <param name="Fingerprint">The certificate's fingerprint, SHA-256 as lower-case hex.</param>
/// <param name="CertificateSubject">Whom it names.</param>
/// <param name="CertificateNotAfter">Until when it is valid.</param>
/// <param name="RedfishVersion">The version of Redfish; null: not told.</param>
/// <param name="Vendor">The vendor that the service root names; null: not told.</param>
/// <param name="Product">The product that the service root names; null: not told.</param>
/// <param name="Uuid">The service's UUID; null: not told.</param>
/// <param name="Clock">The BMC's clock by its Date header; null: not told.</param>
public sealed record BmcProbeAnswer(
    string Fingerprint,
    string CertificateSubject,
    DateTimeOffset CertificateNotAfter,
    string? RedfishVersion,
    string? Vendor,
    string? Product,
    string? Uuid,
    DateTimeOffset? Clock);
