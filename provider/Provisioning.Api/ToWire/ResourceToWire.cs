using Google.Protobuf;
using Provisioning.Model.Sites;
using Provisioning.Schema.Requests;

namespace Provisioning.Api.ToWire;

/// <summary>Requests and replies about resources as the wire carries them.</summary>
public static class ResourceToWire
{
    /// <summary>A request to plan.</summary>
    public static Wire.PlanCall ToWire(this PlanRequest request, DoorContext door) => new()
    {
        Door = door.ToWire(),
        TypeName = request.TypeName,
        Prior = request.Prior.ToWire(),
        Config = request.Config.ToWire(),
        PriorPrivate = Bytes(request.PriorPrivate),
    };

    /// <summary>A request to apply.</summary>
    public static Wire.ApplyCall ToWire(this ApplyRequest request, DoorContext door) => new()
    {
        Door = door.ToWire(),
        TypeName = request.TypeName,
        Prior = request.Prior.ToWire(),
        Planned = request.Planned.ToWire(),
        Config = request.Config.ToWire(),
        PlannedPrivate = Bytes(request.PlannedPrivate),
    };

    /// <summary>A request to read.</summary>
    public static Wire.ReadCall ToWire(this ReadRequest request, DoorContext door) => new()
    {
        Door = door.ToWire(),
        TypeName = request.TypeName,
        State = request.State.ToWire(),
        Private = Bytes(request.Private),
    };

    /// <summary>A request to import.</summary>
    public static Wire.ImportCall ToWire(this ImportRequest request, DoorContext door) =>
        new() { Door = door.ToWire(), TypeName = request.TypeName, Id = request.Id };

    /// <summary>What would happen.</summary>
    public static Wire.PlanAnswer ToWire(this PlanReply reply)
    {
        var wire = new Wire.PlanAnswer { Planned = reply.Planned.ToWire(), PlannedPrivate = Bytes(reply.PlannedPrivate) };
        wire.RequiresReplace.Add(reply.RequiresReplace.Select(path => path.ToWire()));
        wire.Diagnostics.Add(reply.Diagnostics.Select(diagnostic => diagnostic.ToWire()));
        return wire;
    }

    /// <summary>What was done.</summary>
    public static Wire.ApplyAnswer ToWire(this ApplyReply reply)
    {
        var wire = new Wire.ApplyAnswer { State = reply.State.ToWire(), Private = Bytes(reply.Private) };
        wire.Diagnostics.Add(reply.Diagnostics.Select(diagnostic => diagnostic.ToWire()));
        return wire;
    }

    /// <summary>How it is.</summary>
    public static Wire.ReadAnswer ToWire(this ReadReply reply)
    {
        var wire = new Wire.ReadAnswer { State = reply.State.ToWire(), Private = Bytes(reply.Private) };
        wire.Diagnostics.Add(reply.Diagnostics.Select(diagnostic => diagnostic.ToWire()));
        return wire;
    }

    /// <summary>What was adopted.</summary>
    public static Wire.ImportAnswer ToWire(this ImportReply reply)
    {
        var wire = new Wire.ImportAnswer { State = reply.State.ToWire(), Private = Bytes(reply.Private) };
        wire.Diagnostics.Add(reply.Diagnostics.Select(diagnostic => diagnostic.ToWire()));
        return wire;
    }

    private static ByteString Bytes(ReadOnlyMemory<byte> bytes) => ByteString.CopyFrom(bytes.Span);
}
