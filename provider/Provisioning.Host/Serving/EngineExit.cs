namespace Provisioning.Host.Serving;

/// <summary>The way out of the engine process.</summary>
internal sealed class EngineExit : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();

    /// <summary>Fires when the process is to end.</summary>
    public CancellationToken Leaving => _leaving.Token;

    /// <summary>The process is to end; nothing runs any more.</summary>
    public void Leave() => _leaving.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _leaving.Dispose();
}
