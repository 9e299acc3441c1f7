using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Provisioning.Protocol.Terraform.Wire;

namespace Provisioning.Protocol.Terraform.Handshake;

/// <summary>The stream for a plugin's output. It is held open and silent; a graceful stop would wait for it, so it ends when the host begins to.</summary>
internal sealed class OutputService(IHostApplicationLifetime lifetime) : GRPCStdio.GRPCStdioBase
{
    public override Task StreamStdio(Nothing request, IServerStreamWriter<OutputChunk> responseStream, ServerCallContext context) =>
        Quiet.UntilEitherEndsAsync(lifetime.ApplicationStopping, context.CancellationToken);
}
