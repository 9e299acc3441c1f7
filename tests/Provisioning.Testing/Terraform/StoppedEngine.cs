using Provisioning.Testing.Programs;

namespace Provisioning.Testing.Terraform;

/// <summary>Stops a workspace's engine where the test is over, before its store is taken away.</summary>
public sealed class StoppedEngine(Workspace workspace) : IAsyncDisposable
{
    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var engine = workspace.Engine();
        if (engine is null) return;
        await workspace.BaremetalAsync(CancellationToken.None, "engine", "stop", "--cancel");
        using var deadline = new CancellationTokenSource(Command.Patience);
        await engine.WaitForExitAsync(deadline.Token);
    }
}
