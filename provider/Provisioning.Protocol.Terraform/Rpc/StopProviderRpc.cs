using Provisioning.Protocol.Terraform.Wire;

namespace Provisioning.Protocol.Terraform.Rpc;

/// <summary>The user's first interrupt: running applies end by their step's class and answer with what they have.</summary>
internal static class StopProviderRpc
{
    public static StopResponse Answer(RpcScope scope)
    {
        scope.Sessions.Find(scope.Connection)?.Stop();
        return new StopResponse();
    }
}
