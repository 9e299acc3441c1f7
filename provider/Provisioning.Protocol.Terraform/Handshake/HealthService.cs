using Grpc.Core;
using Provisioning.Protocol.Terraform.Wire;

namespace Provisioning.Protocol.Terraform.Handshake;

/// <summary>Answers the ping of go-plugin.</summary>
internal sealed class HealthService : Health.HealthBase
{
    public override Task<HealthAnswer> Check(HealthQuestion request, ServerCallContext context) =>
        Task.FromResult(new HealthAnswer { Status = HealthStatus.Serving });
}
