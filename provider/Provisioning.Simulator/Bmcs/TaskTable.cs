using System.Globalization;

namespace Provisioning.Simulator.Bmcs;

/// <summary>The tasks of a BMC. Used under the BMC's gate.</summary>
internal sealed class TaskTable(TimeProvider time)
{
    private const int Capacity = 50;
    private readonly List<BmcTask> _tasks = [];
    private int _lastId;

    public IReadOnlyList<BmcTask> All => _tasks;

    public BmcTask Start(string name, string target, string state)
    {
        _lastId++;
        if (_tasks.Count == Capacity) _tasks.RemoveAt(0);
        var task = new BmcTask(_lastId.ToString(CultureInfo.InvariantCulture), name, target, time.GetUtcNow()) { State = state };
        _tasks.Add(task);
        return task;
    }

    public BmcTask? Find(string id) => _tasks.FirstOrDefault(task => task.Id == id);

    public void Finish(BmcTask task, bool succeeded, string message)
    {
        task.State = succeeded ? "Completed" : "Exception";
        task.Message = message;
        task.Ended = time.GetUtcNow();
    }

    public void Remove(BmcTask task) => _tasks.Remove(task);
}
