using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Model.Validation;

/// <summary>BM50xx: what runs does not agree with what was bought.</summary>
public static class ValidationDiagnostics
{
    /// <summary>BM5001.</summary>
    public static readonly DiagnosticDescriptor InventoryDiffers = DiagnosticDescriptor.Error(
        5001,
        "The machine sees other hardware than its BMC",
        "A part that one side does not see is missing, dead, or in another machine.",
        "Compare the two lists above with the machine; reseat or replace the part, then apply again.");

    /// <summary>BM5002.</summary>
    public static readonly DiagnosticDescriptor OtherMachineReported = DiagnosticDescriptor.Error(
        5002,
        "Another machine reported in this one's name",
        "The report bears another serial number, UUID or instance than was given to this machine.",
        "Look for a cloned disk, or two machines that share one BMC address.");

    /// <summary>BM5003.</summary>
    public static readonly DiagnosticDescriptor ProfileNotMet = DiagnosticDescriptor.Error(
        5003,
        "The machine does not meet its validation profile",
        "It is not what a healthy machine of its kind shows, so it is not marked ready. What was done before stays done.",
        "Repair or reseat what is named, or correct the profile if it asks for too much; then apply again, which checks anew and writes nothing.");

    /// <summary>BM5004.</summary>
    public static readonly DiagnosticDescriptor NeedsTheMachine = DiagnosticDescriptor.Error(
        5004,
        "A validation profile asks for what only the machine itself can tell",
        "No agent and no system of ours ran on the machine, so the check could never pass. Nothing was touched.",
        "Give the machine an operating system (`os`), or take these members out of the profile.");

    /// <summary>All of them.</summary>
    public static ValueArray<DiagnosticDescriptor> All => [InventoryDiffers, OtherMachineReported, ProfileNotMet, NeedsTheMachine];

    /// <summary>The inventories differ.</summary>
    public static Diagnostic Disagree(string server, IEnumerable<string> differences) =>
        InventoryDiffers.Occurs($"{server}: in-band and out-of-band inventory differ", string.Join("; ", differences) + ".");

    /// <summary>A profile needs in-band facts and there are none.</summary>
    public static Diagnostic NobodyTells(string server, string profile, string members) => NeedsTheMachine.Occurs(
        $"{server}: nobody can tell what {profile} asks for", $"{members}: only the machine itself tells.", AttributePath.Of("validation_profile"));

    /// <summary>The machine shows less than its profile asks for.</summary>
    public static Diagnostic DoesNotMeet(string server, string profile, IEnumerable<string> deviations) => ProfileNotMet.Occurs(
        $"{server}: does not meet {profile}", string.Join("; ", deviations) + ".", AttributePath.Of("validation_profile"));

    /// <summary>A report does not fit.</summary>
    public static Diagnostic IsNotIts(string server, string expected, string seen) =>
        OtherMachineReported.Occurs($"{server}: another machine reported in its name", $"Expected {expected}; the report says {seen}.");
}
