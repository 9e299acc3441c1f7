using Provisioning.Api.Discovery;
using Provisioning.Api.Receipts;
using Provisioning.Api.Servers;
using Provisioning.Model.Sites;

namespace Provisioning.Api.ToWire;

/// <summary>An operator's requests as the wire carries them.</summary>
public static class VerbToWire
{
    /// <summary>Asks how servers are.</summary>
    public static Wire.StatusCall ToWire(this StatusRequest request, DoorContext door)
    {
        var wire = new Wire.StatusCall { Door = door.ToWire() };
        if (request.Server is { } server) wire.Server = server;
        return wire;
    }

    /// <summary>Asks what happened.</summary>
    public static Wire.HistoryCall ToWire(this HistoryRequest request, DoorContext door)
    {
        var wire = new Wire.HistoryCall { Door = door.ToWire(), Limit = request.Limit };
        if (request.Server is { } server) wire.Server = server;
        if (request.OperationId is { } operation) wire.OperationId = operation;
        return wire;
    }

    /// <summary>Asks why a server is where it is.</summary>
    public static Wire.ExplainCall ToWire(this ExplainRequest request, DoorContext door) =>
        new() { Door = door.ToWire(), Server = request.Server };

    /// <summary>Stops all work on a server.</summary>
    public static Wire.HoldCall ToWire(this HoldRequest request, DoorContext door)
    {
        var wire = new Wire.HoldCall
        {
            Door = door.ToWire(),
            Server = request.Server,
            Reason = request.Reason,
            Until = request.Until.ToWire(),
        };
        if (request.Ticket is { } ticket) wire.Ticket = ticket;
        return wire;
    }

    /// <summary>Lifts a hold.</summary>
    public static Wire.UnholdCall ToWire(this UnholdRequest request, DoorContext door) =>
        new() { Door = door.ToWire(), Server = request.Server };

    /// <summary>Accepts a changed certificate.</summary>
    public static Wire.TrustCall ToWire(this TrustRequest request, DoorContext door)
    {
        var wire = new Wire.TrustCall { Door = door.ToWire(), Server = request.Server };
        if (request.Fingerprint is { } fingerprint) wire.Fingerprint = fingerprint;
        return wire;
    }

    /// <summary>Says about a step what the engine cannot tell.</summary>
    public static Wire.ResolveCall ToWire(this ResolveRequest request, DoorContext door) => new()
    {
        Door = door.ToWire(),
        Server = request.Server,
        Step = request.Step,
        Resolution = (Wire.Resolution)request.Resolution,
    };

    /// <summary>Stops managing a server.</summary>
    public static Wire.ForgetCall ToWire(this ForgetRequest request, DoorContext door) =>
        new() { Door = door.ToWire(), Server = request.Server };

    /// <summary>Looks for BMCs.</summary>
    public static Wire.DiscoverCall ToWire(this DiscoverRequest request, DoorContext door)
    {
        var wire = new Wire.DiscoverCall { Door = door.ToWire() };
        wire.Targets.Add(request.Targets);
        if (request.Credential is { } credential) wire.Credential = credential;
        return wire;
    }

    /// <summary>Examines one BMC.</summary>
    public static Wire.DoctorCall ToWire(this DoctorRequest request, DoorContext door)
    {
        var wire = new Wire.DoctorCall { Door = door.ToWire(), Address = request.Address, Bios = request.Bios, Firmware = request.Firmware };
        if (request.Credential is { } credential) wire.Credential = credential;
        return wire;
    }

    /// <summary>Asks for receipts.</summary>
    public static Wire.ExportReceiptsCall ToWire(this ReceiptsRequest request, DoorContext door)
    {
        var wire = new Wire.ExportReceiptsCall { Door = door.ToWire() };
        if (request.Server is { } server) wire.Server = server;
        return wire;
    }
}
