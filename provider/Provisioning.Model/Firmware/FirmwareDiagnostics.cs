using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Model.Firmware;

/// <summary>BM20xx: firmware.</summary>
public static class FirmwareDiagnostics
{
    /// <summary>BM2001.</summary>
    public static readonly DiagnosticDescriptor Differs = DiagnosticDescriptor.Warning(
        2001,
        "Firmware is not as the baseline says",
        "Like machines behave alike only with like firmware. This version compares and does not flash.",
        "Update the component with the maker's tools, or correct the baseline; silence one with `unmanaged = [\"firmware.ROLE\"]`.");

    /// <summary>BM2002.</summary>
    public static readonly DiagnosticDescriptor Absent = DiagnosticDescriptor.Warning(
        2002,
        "A component of the baseline is not on the machine",
        "A version that cannot be read cannot be compared.",
        "Name the component as the BMC's firmware inventory does (`baremetal doctor` lists it), or take it out of the baseline.");

    /// <summary>All of them.</summary>
    public static ValueArray<DiagnosticDescriptor> All => [Differs, Absent];

    /// <summary>A version differs.</summary>
    public static Diagnostic IsOther(string server, string role, string wanted, string seen) => Differs.Occurs(
        $"{server}: firmware {role} is {seen}, wanted {wanted}", $"{role}: {seen} installed, {wanted} in the baseline.", AttributePath.Of("firmware").Key(role));

    /// <summary>A component is not in the inventory.</summary>
    public static Diagnostic IsAbsent(string server, string role) => Absent.Occurs(
        $"{server}: no firmware component {role}", $"The firmware inventory has no entry {role}.", AttributePath.Of("firmware").Key(role));
}
