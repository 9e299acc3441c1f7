using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.Drift;

/// <summary>How a machine differs from what is wanted, by a look of this moment.</summary>
/// <param name="Identity">Who was there; null: nobody could be asked.</param>
/// <param name="Fingerprint">The SHA-256 of the certificate that the BMC showed.</param>
/// <param name="Values">What differs, by path; empty: nothing does.</param>
/// <param name="Diagnostics">Why nobody could be asked, or that it is another machine.</param>
public sealed record ServerDrift(ServerIdentity? Identity, string? Fingerprint, ValueArray<DriftedValue> Values, ValueArray<Diagnostic> Diagnostics);
