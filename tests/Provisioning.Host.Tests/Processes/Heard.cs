using System.Collections.Concurrent;
using Provisioning.Api.Client;

namespace Provisioning.Host.Tests.Processes;

/// <summary>Keeps what was heard.</summary>
internal sealed class Heard : IProgress<OperationNotice>
{
    private readonly ConcurrentQueue<OperationNotice> _notices = new();

    public IEnumerable<string> Transitions => _notices.Where(notice => notice.Transition).Select(notice => notice.Text);

    public string? OperationId => _notices.FirstOrDefault()?.OperationId;

    public void Report(OperationNotice value) => _notices.Enqueue(value);
}
