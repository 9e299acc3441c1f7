using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Provisioning.Protocol.Terraform.Wire;

namespace Provisioning.Protocol.Terraform.Handshake;

/// <summary>The broker for further connections, of which this plugin makes none.</summary>
internal sealed class BrokerService(IHostApplicationLifetime lifetime) : GRPCBroker.GRPCBrokerBase
{
    public override Task StartStream(
        IAsyncStreamReader<BrokeredConnection> requestStream, IServerStreamWriter<BrokeredConnection> responseStream, ServerCallContext context) =>
        Quiet.UntilEitherEndsAsync(lifetime.ApplicationStopping, context.CancellationToken);
}
