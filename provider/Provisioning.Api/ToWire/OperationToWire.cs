using Provisioning.Api.Client;
using Provisioning.Api.Engines;
using Provisioning.Api.Operations;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Api.ToWire;

/// <summary>Operations, their notices, and the engine itself as the wire carries them.</summary>
public static class OperationToWire
{
    /// <summary>A notice.</summary>
    public static Wire.Notice ToWire(this OperationNotice notice) => new()
    {
        OperationId = notice.OperationId,
        At = notice.At.ToWire(),
        Server = notice.Server,
        Text = notice.Text,
        Transition = notice.Transition,
    };

    /// <summary>An operation.</summary>
    public static Wire.Operation ToWire(this OperationSummary operation) => new()
    {
        Id = operation.Id,
        Kind = (Wire.OperationKind)operation.Kind,
        State = (Wire.OperationState)operation.State,
        Target = operation.Target,
        Door = operation.Door,
        Actor = operation.Actor,
        StartedAt = operation.StartedAt.ToWire(),
        FinishedAt = operation.FinishedAt.ToWire(),
        Listeners = operation.Listeners,
        LastNotice = operation.LastNotice,
        Failed = operation.Failed,
    };

    /// <summary>That something was done, or why not.</summary>
    public static Wire.ActionAnswer ToWire(this Outcome<Acknowledgement> outcome)
    {
        var wire = new Wire.ActionAnswer();
        if (outcome is Outcome<Acknowledgement>.Success success) wire.Done = success.Value.Text;
        wire.Diagnostics.Add(outcome.Diagnostics.Select(diagnostic => diagnostic.ToWire()));
        return wire;
    }

    /// <summary>The engine itself.</summary>
    public static Wire.HelloAnswer ToWire(this EngineStatus status)
    {
        var wire = new Wire.HelloAnswer
        {
            Major = status.Version.Major,
            Minor = status.Version.Minor,
            ProgramVersion = status.ProgramVersion,
            Pid = status.Pid,
            Uid = status.Uid,
            Site = status.Site,
            StoreFolder = status.StoreFolder,
            Generation = status.Generation,
            Running = status.Running,
            StartedAt = status.StartedAt.ToWire(),
            IdleLimit = status.IdleLimit.ToWire(),
        };
        wire.Warnings.Add(status.Warnings.Select(warning => warning.ToWire()));
        return wire;
    }
}
