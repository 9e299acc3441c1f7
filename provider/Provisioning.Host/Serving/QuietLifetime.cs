using Microsoft.Extensions.Hosting;

namespace Provisioning.Host.Serving;

/// <summary>A host lifetime that listens to no signal: the process itself decides what a signal means.</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
