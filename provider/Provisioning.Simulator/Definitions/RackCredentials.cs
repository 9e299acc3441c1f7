namespace Provisioning.Simulator.Definitions;

/// <summary>An account of a simulated BMC.</summary>
/// <param name="UserName">Its user name.</param>
/// <param name="Password">Its password; never in the text of this record.</param>
public sealed record RackCredentials(string UserName, string Password)
{
    /// <summary>What a rack file that names none means.</summary>
    public static RackCredentials Default { get; } = new("admin", "rack-admin-01");

    /// <inheritdoc/>
    public override string ToString() => UserName;
}
