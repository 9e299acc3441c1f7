using Provisioning.Model.Collections;
using Provisioning.Schema.Requests;

namespace Provisioning.Api.FromWire;

/// <summary>Requests and replies about resources as the wire carries them. All may throw <see cref="InvalidDataException"/>.</summary>
public static class ResourceFromWire
{
    /// <summary>A request to plan.</summary>
    public static PlanRequest FromWire(this Wire.PlanCall call) => new()
    {
        TypeName = call.TypeName,
        Prior = call.Prior.FromWire(),
        Config = call.Config.FromWire(),
        PriorPrivate = call.PriorPrivate.Memory,
    };

    /// <summary>A request to apply.</summary>
    public static ApplyRequest FromWire(this Wire.ApplyCall call) => new()
    {
        TypeName = call.TypeName,
        Prior = call.Prior.FromWire(),
        Planned = call.Planned.FromWire(),
        Config = call.Config.FromWire(),
        PlannedPrivate = call.PlannedPrivate.Memory,
    };

    /// <summary>A request to read.</summary>
    public static ReadRequest FromWire(this Wire.ReadCall call) =>
        new() { TypeName = call.TypeName, State = call.State.FromWire(), Private = call.Private.Memory };

    /// <summary>A request to import.</summary>
    public static ImportRequest FromWire(this Wire.ImportCall call) => new() { TypeName = call.TypeName, Id = call.Id };

    /// <summary>What would happen.</summary>
    public static PlanReply FromWire(this Wire.PlanAnswer answer) => new()
    {
        Planned = answer.Planned.FromWire(),
        PlannedPrivate = answer.PlannedPrivate.Memory,
        RequiresReplace = answer.RequiresReplace.Select(path => path.FromWire()).ToValueArray(),
        Diagnostics = answer.Diagnostics.FromWire(),
    };

    /// <summary>What was done.</summary>
    public static ApplyReply FromWire(this Wire.ApplyAnswer answer) => new()
    {
        State = answer.State.FromWire(),
        Private = answer.Private.Memory,
        Diagnostics = answer.Diagnostics.FromWire(),
    };

    /// <summary>How it is.</summary>
    public static ReadReply FromWire(this Wire.ReadAnswer answer) => new()
    {
        State = answer.State.FromWire(),
        Private = answer.Private.Memory,
        Diagnostics = answer.Diagnostics.FromWire(),
    };

    /// <summary>What was adopted.</summary>
    public static ImportReply FromWire(this Wire.ImportAnswer answer) => new()
    {
        State = answer.State.FromWire(),
        Private = answer.Private.Memory,
        Diagnostics = answer.Diagnostics.FromWire(),
    };
}
