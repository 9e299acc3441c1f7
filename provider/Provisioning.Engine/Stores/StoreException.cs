using Provisioning.Model.Diagnostics;

namespace Provisioning.Engine.Stores;

/// <summary>
/// The store cannot keep what must be kept. An exception and no value, because every write stands before an action that must not happen
/// without it; it is turned into its diagnostic where an operation ends.
/// </summary>
public sealed class StoreException : Exception
{
    /// <summary>Makes it from what an operator reads.</summary>
    public StoreException(Diagnostic diagnostic)
        : base(diagnostic.Summary) => Diagnostic = diagnostic;

    /// <summary>Makes it from what an operator reads and the cause.</summary>
    public StoreException(Diagnostic diagnostic, Exception cause)
        : base(diagnostic.Summary, cause) => Diagnostic = diagnostic;

    /// <summary>What an operator reads.</summary>
    public Diagnostic Diagnostic { get; }
}
