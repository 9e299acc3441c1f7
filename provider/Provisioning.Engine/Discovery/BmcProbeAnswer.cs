namespace Provisioning.Engine.Discovery;

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
