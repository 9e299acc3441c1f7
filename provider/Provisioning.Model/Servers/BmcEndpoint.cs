using Provisioning.Model.Collections;

namespace Provisioning.Model.Servers;

/// <summary>How to reach a BMC.</summary>
/// <param name="Address">Host name or address with an optional port, <c>10.1.0.11</c>, <c>127.0.0.1:8001</c>, <c>[fd00::1]:443</c>; HTTPS always.</param>
/// <param name="Credential">The name of the credential in daily use.</param>
/// <param name="BootstrapCredentials">Names of credentials to try once each at the first contact, in order.</param>
/// <param name="ReadCredential">The name of the credential for reading; null: the daily one.</param>
public sealed record BmcEndpoint(string Address, string Credential, ValueArray<string> BootstrapCredentials, string? ReadCredential);
