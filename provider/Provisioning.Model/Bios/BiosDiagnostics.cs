using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Model.Bios;

/// <summary>BM3xxx: BIOS attributes.</summary>
public static class BiosDiagnostics
{
    /// <summary>BM3001.</summary>
    public static readonly DiagnosticDescriptor UnknownAttribute = DiagnosticDescriptor.Error(
        3001,
        "Unknown BIOS attribute",
        "The machine's BIOS has no attribute of this name. Names differ between makers and BIOS versions.",
        "Use a name that this machine has; `baremetal doctor ADDRESS --bios` lists them.");

    /// <summary>BM3002.</summary>
    public static readonly DiagnosticDescriptor ValueNotAllowed = DiagnosticDescriptor.Error(
        3002,
        "BIOS value not in the registry",
        "The BIOS accepts only the values that its attribute registry lists, spelt as there.",
        "Use one of the listed values.");

    /// <summary>BM3003.</summary>
    public static readonly DiagnosticDescriptor OutOfBounds = DiagnosticDescriptor.Error(
        3003,
        "BIOS value out of bounds",
        "The attribute registry gives limits for this attribute.",
        "Use a value within the limits.");

    /// <summary>BM3004.</summary>
    public static readonly DiagnosticDescriptor WrongType = DiagnosticDescriptor.Error(
        3004,
        "BIOS value of the wrong type",
        "The attribute registry gives this attribute another type.",
        "Write whole numbers in decimal, and `true` or `false` for an attribute that is a flag.");

    /// <summary>BM3005.</summary>
    public static readonly DiagnosticDescriptor ReadOnly = DiagnosticDescriptor.Error(
        3005,
        "BIOS attribute is read-only",
        "The BIOS shows this attribute and does not let it be changed, on this machine or in its present configuration.",
        "Take the attribute out of the profile, or change what it depends on.");

    /// <summary>BM3006.</summary>
    public static readonly DiagnosticDescriptor PasswordAttribute = DiagnosticDescriptor.Error(
        3006,
        "BIOS passwords are not set by a profile",
        "A profile is kept in state and shown in plans; a password must be in neither. It could also never be read back.",
        "Take the attribute out of the profile.");

    /// <summary>BM3007.</summary>
    public static readonly DiagnosticDescriptor NothingTold = DiagnosticDescriptor.Warning(
        3007,
        "The BMC tells no BIOS attributes",
        "The profile cannot be checked before it is written. Some BMCs tell the attributes only after the host's first start.",
        "Start the host once, or update the BMC's firmware.");

    /// <summary>BM3008.</summary>
    public static readonly DiagnosticDescriptor ForeignPending = DiagnosticDescriptor.Warning(
        3008,
        "BIOS settings of somebody else wait for the next restart",
        "Someone wrote them and did not restart the machine. The restart that is planned makes them take effect, too.",
        "If they are wanted, put them into the profile. If not, withdraw them at the BMC before the apply, or name what they should be in the profile.");

    /// <summary>All of them.</summary>
    public static ValueArray<DiagnosticDescriptor> All =>
        [UnknownAttribute, ValueNotAllowed, OutOfBounds, WrongType, ReadOnly, PasswordAttribute, NothingTold, ForeignPending];

    /// <summary>Settings wait that the profile does not ask for.</summary>
    public static Diagnostic OthersWait(string server, IEnumerable<KeyValuePair<string, string>> settings) => ForeignPending.Occurs(
        $"{server}: BIOS settings of somebody else wait for the restart",
        string.Join("; ", settings.Select(setting => $"{setting.Key} will be {setting.Value}")) + ".",
        AttributePath.Of("bios_profile"));
}
