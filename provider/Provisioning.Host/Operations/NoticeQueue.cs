using System.Threading.Channels;
using Provisioning.Api.Client;

namespace Provisioning.Host.Operations;

/// <summary>
/// The notices on their way to one listener. Progress beyond what the listener takes in is dropped; transitions never are, and there are
/// only so many of them in an operation.
/// </summary>
internal sealed class NoticeQueue
{
    private const int MostProgress = 64;

    private readonly Channel<OperationNotice> _channel =
        Channel.CreateUnbounded<OperationNotice>(new UnboundedChannelOptions { SingleReader = true });

    private int _progressWaiting;

    /// <summary>Puts a notice in, or drops it. Never waits.</summary>
    public void Offer(OperationNotice notice)
    {
        if (!notice.Transition && Interlocked.Increment(ref _progressWaiting) > MostProgress)
        {
            Interlocked.Decrement(ref _progressWaiting);
            return;
        }

        _channel.Writer.TryWrite(notice);
    }

    /// <summary>Nothing more will come.</summary>
    public void Complete() => _channel.Writer.TryComplete();

    /// <summary>The notices, until nothing more will come.</summary>
    public async IAsyncEnumerable<OperationNotice> ReadAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var notice in _channel.Reader.ReadAllAsync(cancellationToken))
        {
            if (!notice.Transition) Interlocked.Decrement(ref _progressWaiting);
            yield return notice;
        }
    }
}
