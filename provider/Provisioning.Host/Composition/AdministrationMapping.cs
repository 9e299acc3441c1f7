using Provisioning.Api.Operations;
using Provisioning.Api.Servers;
using Provisioning.Engine.Administration;
using Provisioning.Engine.Servers;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Lifecycles;
using ApiCondition = Provisioning.Api.Servers.ConditionStatus;
using ApiStatus = Provisioning.Api.Servers.ServerStatus;
using EngineStatus = Provisioning.Engine.Administration.ServerStatus;

namespace Provisioning.Host.Composition;

/// <summary>The engine's answers to operators, in the API's records.</summary>
internal static class AdministrationMapping
{
    public static ApiStatus ToApi(EngineStatus status) => new()
    {
        Name = status.Name,
        Claim = status.Claim.Text,
        Uuid = status.Identity?.Uuid.ToString("D"),
        Serial = status.Identity?.Serial,
        Manufacturer = status.Identity?.Manufacturer,
        Model = status.Identity?.Model,
        BmcAddress = status.Address,
        Lifecycle = status.Lifecycle.ToString(),
        Stage = status.Stage?.ToString(),
        Step = status.StepTitle ?? status.Step,
        Power = status.Power?.ToString(),
        Conditions = status.Conditions.Select(condition => ToApi(condition)).ToValueArray(),
        Fault = status.Fault is { } fault ? new FaultStatus(fault.Diagnostic.Code, fault.Diagnostic.Summary, fault.Tries, null) : null,
        Hold = status.Hold is { } hold ? new HoldStatus(hold.Reason, hold.Actor, hold.Since, hold.Until, hold.Ticket) : null,
        OperationId = status.Operation,
        MinutesLeft = status.MinutesLeft,
        ObservedAt = status.ObservedAt,
        Forgotten = status.Forgotten,
        Attempt = status.Attempt,
    };

    public static HistoryRow ToApi(HistoryEntry entry) => new()
    {
        Sequence = entry.Sequence,
        At = entry.At,
        Server = entry.Server,
        Kind = entry.Kind,
        Stage = entry.Stage?.ToString(),
        Step = entry.Step,
        Text = entry.Text,
        Actor = entry.Actor,
        Door = entry.Door,
        OperationId = entry.Operation,
        Attempt = entry.Attempt,
        Epoch = entry.Epoch,
    };

    public static Explanation ToApi(ServerExplanation explanation) => new(
        explanation.Server,
        explanation.Position,
        explanation.Because,
        explanation.WaitsFor,
        explanation.Next,
        explanation.Evidence.Select(note => new EvidenceLine(note.At, note.Source, note.Text)).ToValueArray(),
        explanation.ObservedAt);

    public static StepResolution ToEngine(Resolution resolution) => resolution switch
    {
        Resolution.Done => StepResolution.Done,
        Resolution.Abandon => StepResolution.Abandon,
        _ => StepResolution.Retry,
    };

    /// <summary>An answer that worked, in one sentence for the terminal; errors pass through.</summary>
    public static Outcome<Acknowledgement> Acknowledge(Outcome<EngineStatus> outcome, Func<EngineStatus, string> text) => outcome.Match(
        success => new Outcome<Acknowledgement>.Success(new Acknowledgement(text(success.Value)), success.Warnings),
        failure => Outcome<Acknowledgement>.Fail(failure.Errors));

    private static ApiCondition ToApi(Condition condition) => new(
        condition.Kind.ToString(),
        condition.Status switch
        {
            Model.Lifecycles.ConditionStatus.Yes => true,
            Model.Lifecycles.ConditionStatus.No => false,
            _ => null,
        },
        condition.Reason,
        null);
}
