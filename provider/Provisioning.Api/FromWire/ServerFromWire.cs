using Provisioning.Api.Servers;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Api.FromWire;

/// <summary>What is said about servers, as the wire carries it.</summary>
public static class ServerFromWire
{
    /// <summary>How servers are.</summary>
    public static Outcome<ValueArray<ServerStatus>> FromWire(this Wire.StatusAnswer answer) =>
        Outcomes.OfList(answer.Servers.Select(FromWire).ToValueArray(), answer.Diagnostics);

    /// <summary>What happened.</summary>
    public static Outcome<ValueArray<HistoryRow>> FromWire(this Wire.HistoryAnswer answer) =>
        Outcomes.OfList(answer.Rows.Select(FromWire).ToValueArray(), answer.Diagnostics);

    /// <summary>Why a server is where it is.</summary>
    public static Outcome<Explanation> FromWire(this Wire.ExplainAnswer answer) =>
        Outcomes.Of(answer.Explanation is { } explanation ? FromWire(explanation) : null, answer.Diagnostics);

    /// <summary>A server's status.</summary>
    public static ServerStatus FromWire(this Wire.ServerStatus server) => new()
    {
        Name = server.Name,
        Claim = server.Claim,
        Uuid = server.HasUuid ? server.Uuid : null,
        Serial = server.HasSerial ? server.Serial : null,
        Manufacturer = server.HasManufacturer ? server.Manufacturer : null,
        Model = server.HasModel ? server.Model : null,
        BmcAddress = server.BmcAddress,
        Lifecycle = server.Lifecycle,
        Stage = server.HasStage ? server.Stage : null,
        Step = server.HasStep ? server.Step : null,
        Power = server.HasPower ? server.Power : null,
        Conditions = server.Conditions.Select(FromWire).ToValueArray(),
        Fault = server.Fault is { } fault ? FromWire(fault) : null,
        Hold = server.Hold is { } hold ? FromWire(hold) : null,
        OperationId = server.HasOperationId ? server.OperationId : null,
        MinutesLeft = server.HasMinutesLeft ? server.MinutesLeft : null,
        ObservedAt = server.ObservedAt.FromWireOrNull(),
        Forgotten = server.Forgotten,
        Attempt = server.HasAttempt ? server.Attempt : null,
    };

    /// <summary>A row of the journal.</summary>
    public static HistoryRow FromWire(this Wire.HistoryRow row) => new()
    {
        Sequence = row.Sequence,
        At = row.At.FromWire(),
        Server = row.Server,
        Kind = row.Kind,
        Stage = row.HasStage ? row.Stage : null,
        Step = row.HasStep ? row.Step : null,
        Text = row.Text,
        Actor = row.Actor,
        Door = row.Door,
        OperationId = row.HasOperationId ? row.OperationId : null,
        Attempt = row.HasAttempt ? row.Attempt : null,
        Epoch = row.Epoch,
    };

    private static Explanation FromWire(Wire.Explanation explanation) => new(
        explanation.Server,
        explanation.Position,
        explanation.Because.ToValueArray(),
        explanation.WaitsFor.ToValueArray(),
        explanation.Next.ToValueArray(),
        explanation.Evidence.Select(line => new EvidenceLine(line.At.FromWire(), line.Source, line.Text)).ToValueArray(),
        explanation.ObservedAt.FromWireOrNull());

    private static ConditionStatus FromWire(Wire.Condition condition) => new(
        condition.Name, condition.HasHolds ? condition.Holds : null, condition.Reason, condition.Since.FromWireOrNull());

    private static FaultStatus FromWire(Wire.Fault fault) =>
        new(new DiagnosticCode(fault.Code), fault.Summary, fault.Attempts, fault.HasRemedy ? fault.Remedy : null);

    private static HoldStatus FromWire(Wire.HoldMark hold) => new(
        hold.Reason, hold.Actor, hold.Since.FromWire(), hold.Until.FromWireOrNull(), hold.HasTicket ? hold.Ticket : null);
}
