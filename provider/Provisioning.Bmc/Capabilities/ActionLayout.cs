namespace Provisioning.Bmc.Capabilities;

/// <summary>A reset action.</summary>
/// <param name="Target">Where it is sent; empty: there is none.</param>
/// <param name="Info">The description of its parameters that was not read yet; empty: none, or read.</param>
/// <param name="Types">The types that it offers; empty: not told.</param>
internal sealed record ActionLayout(string Target, string Info, IReadOnlyList<string> Types)
{
    /// <summary>No such action.</summary>
    public static ActionLayout None { get; } = new("", "", []);
}
