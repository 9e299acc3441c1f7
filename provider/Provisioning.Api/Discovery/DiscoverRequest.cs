using Provisioning.Model.Collections;

namespace Provisioning.Api.Discovery;

/// <summary>Looks for BMCs; writes nothing anywhere.</summary>
/// <param name="Targets">Addresses, with a port if need be, and CIDR ranges.</param>
/// <param name="Credential">The name of the credential to look closer with; null to use none.</param>
public sealed record DiscoverRequest(ValueArray<string> Targets, string? Credential);
