namespace Provisioning.Host.Composition;

/// <summary>What was opened, closed in the opposite order.</summary>
internal sealed class OpenedParts : IAsyncDisposable
{
    private readonly Stack<object> _parts = new();

    public void Add(IAsyncDisposable part) => _parts.Push(part);

    public void Add(IDisposable part) => _parts.Push(part);

    public async ValueTask DisposeAsync()
    {
        while (_parts.TryPop(out var part))
        {
            if (part is IAsyncDisposable asynchronous) await asynchronous.DisposeAsync();
            else ((IDisposable)part).Dispose();
        }
    }
}
