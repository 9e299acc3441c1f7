using Provisioning.AgentContract.Tasks;

namespace Provisioning.Agent.Imaging;

/// <summary>How far the write is; set by the worker, read by whoever reports it.</summary>
internal sealed class ImageProgress
{
    private volatile TaskProgress _now = new(0, 0, "write");

    /// <summary>The newest.</summary>
    public TaskProgress Now => _now;

    /// <summary>Says how far it is.</summary>
    public void Report(string phase, long done, long total) => _now = new TaskProgress(done, total, phase);
}
