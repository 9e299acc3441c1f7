using Provisioning.Api.Servers;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Api.ToWire;

/// <summary>What is said about servers, as the wire carries it.</summary>
public static class ServerToWire
{
    /// <summary>How servers are.</summary>
    public static Wire.StatusAnswer ToWire(this Outcome<ValueArray<ServerStatus>> outcome)
    {
        var wire = new Wire.StatusAnswer();
        if (outcome is Outcome<ValueArray<ServerStatus>>.Success success) wire.Servers.Add(success.Value.Select(ToWire));
        wire.Diagnostics.Add(outcome.Diagnostics.Select(diagnostic => diagnostic.ToWire()));
        return wire;
    }

    /// <summary>What happened.</summary>
    public static Wire.HistoryAnswer ToWire(this Outcome<ValueArray<HistoryRow>> outcome)
    {
        var wire = new Wire.HistoryAnswer();
        if (outcome is Outcome<ValueArray<HistoryRow>>.Success success) wire.Rows.Add(success.Value.Select(ToWire));
        wire.Diagnostics.Add(outcome.Diagnostics.Select(diagnostic => diagnostic.ToWire()));
        return wire;
    }

    /// <summary>Why a server is where it is.</summary>
    public static Wire.ExplainAnswer ToWire(this Outcome<Explanation> outcome)
    {
        var wire = new Wire.ExplainAnswer();
        if (outcome is Outcome<Explanation>.Success success) wire.Explanation = success.Value.ToWire();
        wire.Diagnostics.Add(outcome.Diagnostics.Select(diagnostic => diagnostic.ToWire()));
        return wire;
    }

    /// <summary>A server's status.</summary>
    public static Wire.ServerStatus ToWire(this ServerStatus server)
    {
        var wire = new Wire.ServerStatus
        {
            Name = server.Name,
            Claim = server.Claim,
            BmcAddress = server.BmcAddress,
            Lifecycle = server.Lifecycle,
            Fault = server.Fault is { } fault ? ToWire(fault) : null,
            Hold = server.Hold is { } hold ? ToWire(hold) : null,
            ObservedAt = server.ObservedAt.ToWire(),
            Forgotten = server.Forgotten,
        };
        if (server.Attempt is { } attempt) wire.Attempt = attempt;
        if (server.Uuid is { } uuid) wire.Uuid = uuid;
        if (server.Serial is { } serial) wire.Serial = serial;
        if (server.Manufacturer is { } manufacturer) wire.Manufacturer = manufacturer;
        if (server.Model is { } model) wire.Model = model;
        if (server.Stage is { } stage) wire.Stage = stage;
        if (server.Step is { } step) wire.Step = step;
        if (server.Power is { } power) wire.Power = power;
        if (server.OperationId is { } operation) wire.OperationId = operation;
        if (server.MinutesLeft is { } minutes) wire.MinutesLeft = minutes;
        wire.Conditions.Add(server.Conditions.Select(ToWire));
        return wire;
    }

    /// <summary>A row of the journal.</summary>
    public static Wire.HistoryRow ToWire(this HistoryRow row)
    {
        var wire = new Wire.HistoryRow
        {
            Sequence = row.Sequence,
            At = row.At.ToWire(),
            Server = row.Server,
            Kind = row.Kind,
            Text = row.Text,
            Actor = row.Actor,
            Door = row.Door,
            Epoch = row.Epoch,
        };
        if (row.Stage is { } stage) wire.Stage = stage;
        if (row.Step is { } step) wire.Step = step;
        if (row.OperationId is { } operation) wire.OperationId = operation;
        if (row.Attempt is { } attempt) wire.Attempt = attempt;
        return wire;
    }

    private static Wire.Explanation ToWire(this Explanation explanation)
    {
        var wire = new Wire.Explanation
        {
            Server = explanation.Server,
            Position = explanation.Position,
            ObservedAt = explanation.ObservedAt.ToWire(),
        };
        wire.Because.Add(explanation.Because);
        wire.WaitsFor.Add(explanation.WaitsFor);
        wire.Next.Add(explanation.Next);
        wire.Evidence.Add(explanation.Evidence
            .Select(line => new Wire.Evidence { At = line.At.ToWire(), Source = line.Source, Text = line.Text }));
        return wire;
    }

    private static Wire.Condition ToWire(ConditionStatus condition)
    {
        var wire = new Wire.Condition { Name = condition.Name, Reason = condition.Reason, Since = condition.Since.ToWire() };
        if (condition.Holds is { } holds) wire.Holds = holds;
        return wire;
    }

    private static Wire.Fault ToWire(FaultStatus fault)
    {
        var wire = new Wire.Fault { Code = fault.Code.Number, Summary = fault.Summary, Attempts = fault.Attempts };
        if (fault.Remedy is { } remedy) wire.Remedy = remedy;
        return wire;
    }

    private static Wire.HoldMark ToWire(HoldStatus hold)
    {
        var wire = new Wire.HoldMark
        {
            Reason = hold.Reason,
            Actor = hold.Actor,
            Since = hold.Since.ToWire(),
            Until = hold.Until.ToWire(),
        };
        if (hold.Ticket is { } ticket) wire.Ticket = ticket;
        return wire;
    }
}
