using Provisioning.Api.Discovery;
using Provisioning.Api.Receipts;
using Provisioning.Api.Servers;
using Provisioning.Model.Collections;

namespace Provisioning.Api.FromWire;

/// <summary>An operator's requests as the wire carries them.</summary>
public static class VerbFromWire
{
    /// <summary>Asks how servers are.</summary>
    public static StatusRequest FromWire(this Wire.StatusCall call) => new(call.HasServer ? call.Server : null);

    /// <summary>Asks what happened.</summary>
    public static HistoryRequest FromWire(this Wire.HistoryCall call) =>
        new(call.HasServer ? call.Server : null, call.HasOperationId ? call.OperationId : null, call.Limit);

    /// <summary>Asks why a server is where it is.</summary>
    public static ExplainRequest FromWire(this Wire.ExplainCall call) => new(call.Server);

    /// <summary>Stops all work on a server.</summary>
    public static HoldRequest FromWire(this Wire.HoldCall call) =>
        new(call.Server, call.Reason, call.Until.FromWireOrNull(), call.HasTicket ? call.Ticket : null);

    /// <summary>Lifts a hold.</summary>
    public static UnholdRequest FromWire(this Wire.UnholdCall call) => new(call.Server);

    /// <summary>Accepts a changed certificate.</summary>
    public static TrustRequest FromWire(this Wire.TrustCall call) => new(call.Server, call.HasFingerprint ? call.Fingerprint : null);

    /// <summary>Says about a step what the engine cannot tell.</summary>
    /// <exception cref="InvalidDataException">It says something that this program does not know.</exception>
    public static ResolveRequest FromWire(this Wire.ResolveCall call) => new(call.Server, call.Step, call.Resolution switch
    {
        Wire.Resolution.Done => Resolution.Done,
        Wire.Resolution.Retry => Resolution.Retry,
        Wire.Resolution.Abandon => Resolution.Abandon,
        _ => throw new InvalidDataException("A way to resolve a step that this program does not know."),
    });

    /// <summary>Stops managing a server.</summary>
    public static ForgetRequest FromWire(this Wire.ForgetCall call) => new(call.Server);

    /// <summary>Looks for BMCs.</summary>
    public static DiscoverRequest FromWire(this Wire.DiscoverCall call) =>
        new(call.Targets.ToValueArray(), call.HasCredential ? call.Credential : null);

    /// <summary>Examines one BMC.</summary>
    public static DoctorRequest FromWire(this Wire.DoctorCall call) => new(call.Address, call.HasCredential ? call.Credential : null) { Bios = call.Bios, Firmware = call.Firmware };

    /// <summary>Asks for receipts.</summary>
    public static ReceiptsRequest FromWire(this Wire.ExportReceiptsCall call) => new(call.HasServer ? call.Server : null);
}
