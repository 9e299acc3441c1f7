using Provisioning.Model.Collections;

namespace Provisioning.Model.Diagnostics;

/// <summary>BM9xxx: faults of the product itself.</summary>
public static class InternalDiagnostics
{
    /// <summary>BM9001.</summary>
    public static readonly DiagnosticDescriptor UnexpectedFault = DiagnosticDescriptor.Error(
        9001,
        "Internal fault",
        "This is a fault of the product, not of your configuration or machines. Work that was under way is kept in the journal.",
        "Run the command again; if it happens again, report it with the text above and the output of `baremetal history`.");

    /// <summary>All of them.</summary>
    public static ValueArray<DiagnosticDescriptor> All => [UnexpectedFault];

    /// <summary>An exception that nobody expected. Only its type and message are shown; never its data.</summary>
    public static Diagnostic Unexpected(string doing, Exception exception) =>
        UnexpectedFault.Occurs($"Internal fault while {doing}", $"{exception.GetType().Name}: {exception.Message}");

    /// <summary>The engine answered neither a server nor an error.</summary>
    public static Diagnostic NothingToKeep(string server) =>
        UnexpectedFault.Occurs($"{server}: the engine said neither what came of it nor why not", "The operation ended without a result.");
}
