using Provisioning.Api.Client;
using Provisioning.Api.Engines;
using Provisioning.Api.Operations;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Api.FromWire;

/// <summary>Operations, their notices, and the engine itself as the wire carries them.</summary>
public static class OperationFromWire
{
    /// <summary>A notice.</summary>
    public static OperationNotice FromWire(this Wire.Notice notice) =>
        new(notice.OperationId, notice.At.FromWire(), notice.Server, notice.Text, notice.Transition);

    /// <summary>An operation.</summary>
    public static OperationSummary FromWire(this Wire.Operation operation) => new()
    {
        Id = operation.Id,
        Kind = (OperationKind)operation.Kind,
        State = (OperationState)operation.State,
        Target = operation.Target,
        Door = operation.Door,
        Actor = operation.Actor,
        StartedAt = operation.StartedAt.FromWire(),
        FinishedAt = operation.FinishedAt.FromWireOrNull(),
        Listeners = operation.Listeners,
        LastNotice = operation.LastNotice,
        Failed = operation.Failed,
    };

    /// <summary>That something was done, or why not.</summary>
    public static Outcome<Acknowledgement> FromWire(this Wire.ActionAnswer answer) =>
        Outcomes.Of(answer.HasDone ? new Acknowledgement(answer.Done) : null, answer.Diagnostics);

    /// <summary>The engine itself.</summary>
    public static EngineStatus FromWire(this Wire.HelloAnswer answer) => new()
    {
        Version = new ApiVersion(answer.Major, answer.Minor),
        ProgramVersion = answer.ProgramVersion,
        Pid = answer.Pid,
        Uid = answer.Uid,
        Site = answer.Site,
        StoreFolder = answer.StoreFolder,
        Generation = answer.Generation,
        Running = answer.Running,
        StartedAt = answer.StartedAt.FromWire(),
        IdleLimit = answer.IdleLimit.FromWire(),
        Warnings = answer.Warnings.FromWire(),
    };
}
