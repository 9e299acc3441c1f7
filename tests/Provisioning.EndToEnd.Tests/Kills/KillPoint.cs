namespace Provisioning.EndToEnd.Tests.Kills;

/// <summary>Where a process is killed.</summary>
/// <param name="Index">How many requests the BMC has had before.</param>
/// <param name="Request">The request at that place in an undisturbed run.</param>
/// <param name="Executed">Whether the BMC carries the request out all the same.</param>
internal sealed record KillPoint(int Index, string Request, bool Executed)
{
    /// <summary>Whether the machine may be looking for its boot medium while no engine serves it: the last order before was a restart, or this one is.</summary>
    public bool MayBeBooting { get; init; }

    public static bool IsRestart(string request) => request.EndsWith("/ComputerSystem.Reset", StringComparison.Ordinal);
}
