using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Model.Configuration;

/// <summary>BM901x: what a door finds wrong with an engine's answer before it passes it on. Faults of the product, caught before they do harm.</summary>
public static class DoorDiagnostics
{
    /// <summary>BM9011.</summary>
    public static readonly DiagnosticDescriptor PlanInconsistent = DiagnosticDescriptor.Error(
        9011,
        "The engine planned a value that the client would refuse",
        "A plan may keep what you wrote or what was there before, and fill only what is computed. This is a fault of the product; nothing was touched.",
        "Report it with the text above. A workaround is to write the value as the engine has it.");

    /// <summary>BM9012.</summary>
    public static readonly DiagnosticDescriptor ResultInconsistent = DiagnosticDescriptor.Error(
        9012,
        "The engine's result is not what was planned",
        "What was done is in the journal; the state keeps only what is certain. This is a fault of the product.",
        "Run `baremetal explain` for the server and plan again; report this with the text above.");

    /// <summary>BM9013.</summary>
    public static readonly DiagnosticDescriptor Stopped = DiagnosticDescriptor.Error(
        9013,
        "Stopped on request",
        "The step at hand was ended as its kind allows; what was completed is in the journal, and nothing is marked for replacement.",
        "Run the same command again: it goes on where this one stopped.");

    /// <summary>All of them.</summary>
    public static ValueArray<DiagnosticDescriptor> All => [PlanInconsistent, ResultInconsistent, Stopped];

    /// <summary>A planned value against the rules.</summary>
    public static Diagnostic PlannedAgainstRules(AttributePath path, string fault) =>
        PlanInconsistent.Occurs($"Internal fault in the plan of `{Shown(path)}`", fault, path);

    /// <summary>A result against the plan.</summary>
    public static Diagnostic ResultAgainstPlan(AttributePath path, string fault) =>
        ResultInconsistent.Occurs($"Internal fault in the result for `{Shown(path)}`", fault, path);

    /// <summary>An operation that the user stopped and whose outcome did not arrive.</summary>
    public static Diagnostic WasStopped(string typeName) => Stopped.Occurs($"The change of a {typeName} was stopped", "The request was interrupted.");

    /// <summary>Something that only looks, which the user stopped.</summary>
    public static Diagnostic WasStoppedWhile(string doing) => Stopped.Occurs($"Stopped while {doing}", "The request was interrupted; nothing was changed.");

    private static string Shown(AttributePath path) => path.Steps.IsEmpty ? "the whole object" : path.ToString();
}
