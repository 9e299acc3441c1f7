using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Provisioning.Protocol.Terraform.Wire;

namespace Provisioning.Protocol.Terraform.Handshake;

/// <summary>The end of a plugin's life, on the client's word. The reply leaves before the host goes.</summary>
internal sealed class ControllerService(IHostApplicationLifetime lifetime) : GRPCController.GRPCControllerBase
{
    public override Task<Nothing> Shutdown(Nothing request, ServerCallContext context)
    {
        lifetime.StopApplication();
        return Task.FromResult(new Nothing());
    }
}
