using System.Net;

namespace Provisioning.Agent.Sessions;

/// <summary>An answer of the engine.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Body">Its body, at most <see cref="AgentContract.Sessions.AgentRoutes.MaximumBodyBytes"/>.</param>
internal sealed record EngineReply(HttpStatusCode Status, byte[] Body)
{
    /// <summary>Whether the request was done.</summary>
    public bool Done => (int)Status is >= 200 and <= 299;
}
