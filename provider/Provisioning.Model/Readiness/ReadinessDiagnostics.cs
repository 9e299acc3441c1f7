using System.Globalization;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Model.Readiness;

/// <summary>BM70xx: why a machine is not ready.</summary>
public static class ReadinessDiagnostics
{
    /// <summary>BM7001.</summary>
    public static readonly DiagnosticDescriptor NoPhoneHome = DiagnosticDescriptor.Error(
        7001,
        "The installed system did not report in",
        "Nobody knows whether it runs. The image is on the disk and was verified.",
        "Look at the machine's console; check that the image reads its NoCloud seed and reaches the callback address. Then apply again.");

    /// <summary>All of them.</summary>
    public static ValueArray<DiagnosticDescriptor> All => [NoPhoneHome];

    /// <summary>No report in time.</summary>
    public static Diagnostic DidNotReport(string server, TimeSpan waited) => NoPhoneHome.Occurs(
        $"{server}: the installed system did not report in",
        string.Create(CultureInfo.InvariantCulture, $"Waited {waited.TotalMinutes:0} minutes for its report."));
}
