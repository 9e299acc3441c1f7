using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Model.Discovery;

/// <summary>BM12xx: finding and examining BMCs.</summary>
public static class DiscoveryDiagnostics
{
    /// <summary>BM1201.</summary>
    public static readonly DiagnosticDescriptor MalformedRange = DiagnosticDescriptor.Error(
        1201,
        "The address range is not one",
        "Discovery asks every address of a range; a range that is misread would ask machines that nobody meant.",
        "Write IPv4 ranges as ADDRESS/PREFIX with a prefix of 16 to 32, for example 10.1.0.0/24, and other addresses one by one.");

    /// <summary>BM1202.</summary>
    public static readonly DiagnosticDescriptor UnknownCredential = DiagnosticDescriptor.Error(
        1202,
        "The credential is not known",
        "A login is made only with a credential that this command was given.",
        "Give it with --credential NAME=user:env:VARIABLE, or leave the login out.");

    /// <summary>All of them.</summary>
    public static ValueArray<DiagnosticDescriptor> All => [MalformedRange, UnknownCredential];

    /// <summary>A target that is neither an address nor a range.</summary>
    public static Diagnostic RangeIsMalformed(string target) => MalformedRange.Occurs($"\"{target}\" is not an address range", $"Found: \"{target}\".");

    /// <summary>A name that no credential of the door has.</summary>
    public static Diagnostic CredentialIsUnknown(string name) => UnknownCredential.Occurs($"No credential is named \"{name}\"", $"Asked for: \"{name}\".");
}
