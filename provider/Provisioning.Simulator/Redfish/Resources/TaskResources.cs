using System.Text.Json.Nodes;
using Provisioning.Simulator.Bmcs;

namespace Provisioning.Simulator.Redfish.Resources;

/// <summary>TaskService: tasks and their monitors (DSP0266, "Asynchronous operations").</summary>
internal static class TaskResources
{
    private const string Path = "/redfish/v1/TaskService";

    public static void Add(RouteTable routes)
    {
        routes.Add(Path).Get(request => RedfishReply.Resource(Service(request.Bmc)));
        routes.Add(RedfishPaths.Tasks).Get(request => RedfishReply.Resource(RedfishJson.Collection(
            RedfishPaths.Tasks, "TaskCollection", "Tasks", request.Bmc.Tasks.All.Select(task => RedfishPaths.Tasks + "/" + task.Id))));
        routes.Add(RedfishPaths.Tasks + "/{task}").Get(Show).On("DELETE", Delete);
        routes.Add(RedfishPaths.TaskMonitors + "/{task}").Get(Monitor);
    }

    /// <summary>The answer to a request that became a task.</summary>
    public static RedfishReply Accepted(BmcTask task) =>
        RedfishReply.Json(202, Body(task)).With("Location", RedfishPaths.TaskMonitors + "/" + task.Id).With("Retry-After", "1");

    private static JsonObject Service(SimulatedBmc bmc)
    {
        var body = RedfishJson.Resource(Path, "TaskService.v1_2_1.TaskService", "TaskService", "Task service");
        body["ServiceEnabled"] = true;
        body["CompletedTaskOverWritePolicy"] = "Oldest";
        body["DateTime"] = RedfishJson.Time(bmc.Manager.Now);
        body["Tasks"] = RedfishJson.Link(RedfishPaths.Tasks);
        body["Status"] = RedfishJson.Status();
        return body;
    }

    private static RedfishReply Show(RedfishRequest request) =>
        request.Bmc.Tasks.Find(request["task"]) is { } task ? RedfishReply.Resource(Body(task)) : RedfishErrors.NotFound(request.Path);

    private static RedfishReply Monitor(RedfishRequest request)
    {
        if (request.Bmc.Tasks.Find(request["task"]) is not { } task) return RedfishErrors.NotFound(request.Path);
        if (!task.IsOver) return Accepted(task);
        return task.State == "Completed" ? RedfishReply.Json(200, Body(task)) : RedfishErrors.Failed(500, "InternalError", task.Message);
    }

    private static RedfishReply Delete(RedfishRequest request)
    {
        if (request.Bmc.Tasks.Find(request["task"]) is not { } task) return RedfishErrors.NotFound(request.Path);
        if (!task.IsOver) return RedfishErrors.Conflict("ResourceInUse", "The task is not over.");
        request.Bmc.Tasks.Remove(task);
        return RedfishReply.NoContent();
    }

    private static JsonObject Body(BmcTask task)
    {
        var body = RedfishJson.Resource(RedfishPaths.Tasks + "/" + task.Id, "Task.v1_7_4.Task", task.Id, task.Name);
        body["TaskState"] = task.State;
        body["TaskStatus"] = task.State == "Exception" ? "Critical" : "OK";
        body["PercentComplete"] = task.IsOver ? 100 : 0;
        body["StartTime"] = RedfishJson.Time(task.Started);
        if (task.Ended is { } ended) body["EndTime"] = RedfishJson.Time(ended);
        body["TaskMonitor"] = RedfishPaths.TaskMonitors + "/" + task.Id;
        body["Payload"] = new JsonObject { ["TargetUri"] = task.Target };
        body["Messages"] = task.Message.Length == 0
            ? new JsonArray()
            : new JsonArray(task.State == "Completed"
                ? RedfishErrors.Message("Success", task.Message, "OK", [])
                : RedfishErrors.Message("InternalError", task.Message, "Critical", []));
        return body;
    }
}
