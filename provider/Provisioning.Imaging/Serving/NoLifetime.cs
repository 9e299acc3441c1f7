using Microsoft.Extensions.Hosting;

namespace Provisioning.Imaging.Serving;

/// <summary>The media server lives as long as the engine says; it takes no signals of the process.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
