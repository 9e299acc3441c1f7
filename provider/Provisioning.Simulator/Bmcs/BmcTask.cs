namespace Provisioning.Simulator.Bmcs;

/// <summary>A task of the TaskService.</summary>
internal sealed class BmcTask(string id, string name, string target, DateTimeOffset started)
{
    public string Id { get; } = id;

    public string Name { get; } = name;

    /// <summary>The resource that the task works on.</summary>
    public string Target { get; } = target;

    public DateTimeOffset Started { get; } = started;

    public DateTimeOffset? Ended { get; set; }

    /// <summary>A TaskState of the Task schema.</summary>
    public string State { get; set; } = "Pending";

    public string Message { get; set; } = "";

    public bool IsOver => Ended is not null;
}
