using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Servers;

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
        "Name the component as the BMC's firmware inventory does (`baremetal doctor ADDRESS --firmware` lists it), or take it out of the baseline.");

    /// <summary>BM2003.</summary>
    public static readonly DiagnosticDescriptor OtherModel = DiagnosticDescriptor.Error(
        2003,
        "The firmware baseline is for another model",
        "Versions of one model say nothing about another; comparing them would call good machines bad, and flashing them would be worse.",
        "Give the server the baseline of its model, or correct the baseline's `applies_to`.");

    /// <summary>All of them.</summary>
    public static ValueArray<DiagnosticDescriptor> All => [Differs, Absent, OtherModel];

    /// <summary>The machine is not one that the baseline applies to.</summary>
    public static Diagnostic IsForAnother(string server, string baseline, string wanted, string seen) => OtherModel.Occurs(
        $"{server}: baseline {ShortDocumentId.Of(baseline)} is for {wanted}", $"The machine is {seen}.", AttributePath.Of("firmware_baseline"));

    /// <summary>A version differs.</summary>
    public static Diagnostic IsOther(string server, string role, string wanted, string seen) => Differs.Occurs(
        $"{server}: firmware {role} is {seen}, wanted {wanted}", $"{role}: {seen} installed, {wanted} in the baseline.", AttributePath.Of("firmware").Key(role));

    /// <summary>A component is not in the inventory.</summary>
    public static Diagnostic IsAbsent(string server, string role) => Absent.Occurs(
        $"{server}: no firmware component {role}", $"The firmware inventory has no entry {role}.", AttributePath.Of("firmware").Key(role));
}
