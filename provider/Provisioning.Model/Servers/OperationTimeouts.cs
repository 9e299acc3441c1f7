namespace Provisioning.Model.Servers;

/// <summary>How long each kind of operation may take.</summary>
/// <param name="Create">From nothing to the stage asked for.</param>
/// <param name="Update">For a change.</param>
/// <param name="Delete">For leaving.</param>
/// <param name="Read">For a look.</param>
public sealed record OperationTimeouts(TimeSpan Create, TimeSpan Update, TimeSpan Delete, TimeSpan Read)
{
    /// <summary>90, 90, 30 and 2 minutes.</summary>
    public static OperationTimeouts Default { get; } =
        new(TimeSpan.FromMinutes(90), TimeSpan.FromMinutes(90), TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(2));
}
