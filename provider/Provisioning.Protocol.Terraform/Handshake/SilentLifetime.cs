using Microsoft.Extensions.Hosting;

namespace Provisioning.Protocol.Terraform.Handshake;

/// <summary>In place of the console's lifetime, which stops the host on the very Ctrl-C that core handles for its plugins.</summary>
internal sealed class SilentLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
