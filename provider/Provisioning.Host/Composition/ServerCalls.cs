using System.Globalization;
using Provisioning.Api.Operations;
using Provisioning.Api.Servers;
using Provisioning.Engine.Administration;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Operations;
using Provisioning.Model.Sites;
using ServerStatus = Provisioning.Api.Servers.ServerStatus;

namespace Provisioning.Host.Composition;

/// <summary>What operators ask and say about servers. A name that the store does not know is an error, also where only something is asked.</summary>
internal sealed class ServerCalls(IServerAdministration administration)
{
    private const int StandardHistory = 200;

    public async ValueTask<Outcome<ValueArray<ServerStatus>>> StatusAsync(
        StatusRequest request, CancellationToken cancellationToken)
    {
        var all = await administration.StatusAsync(request.Server, cancellationToken);
        if (request.Server is { } name && all.IsEmpty) return OperationDiagnostics.IsUnknown(name);
        return all.Select(AdministrationMapping.ToApi).ToValueArray();
    }

    public async ValueTask<Outcome<ValueArray<HistoryRow>>> HistoryAsync(
        HistoryRequest request, CancellationToken cancellationToken)
    {
        if (request.Server is { } name && (await administration.StatusAsync(name, cancellationToken)).IsEmpty) return OperationDiagnostics.IsUnknown(name);
        var limit = request.Limit > 0 ? request.Limit : StandardHistory;
        var rows = await administration.HistoryAsync(request.Server, limit, cancellationToken);
        return rows
            .Where(row => request.OperationId is null || row.Operation == request.OperationId)
            .Select(AdministrationMapping.ToApi)
            .ToValueArray();
    }

    public async ValueTask<Outcome<Explanation>> ExplainAsync(ExplainRequest request, CancellationToken cancellationToken)
    {
        var explained = await administration.ExplainAsync(request.Server, cancellationToken);
        return explained.Match(
            success => new Outcome<Explanation>.Success(AdministrationMapping.ToApi(success.Value), success.Warnings),
            failure => Outcome<Explanation>.Fail(failure.Errors));
    }

    public async ValueTask<Outcome<Acknowledgement>> HoldAsync(DoorContext door, HoldRequest request, CancellationToken cancellationToken)
    {
        var order = new HoldOrder(request.Reason, request.Until, request.Ticket);
        var held = await administration.HoldAsync(Caller(door), request.Server, order, cancellationToken);
        return AdministrationMapping.Acknowledge(held, status => request.Until is { } until
            ? string.Create(CultureInfo.InvariantCulture, $"{status.Name} is held until {until.UtcDateTime:u}: {request.Reason}")
            : $"{status.Name} is held until it is lifted: {request.Reason}");
    }

    public async ValueTask<Outcome<Acknowledgement>> UnholdAsync(DoorContext door, UnholdRequest request, CancellationToken cancellationToken)
    {
        var lifted = await administration.UnholdAsync(Caller(door), request.Server, cancellationToken);
        return AdministrationMapping.Acknowledge(lifted, status => $"{status.Name} is no longer held.");
    }

    public async ValueTask<Outcome<Acknowledgement>> TrustAsync(DoorContext door, TrustRequest request, CancellationToken cancellationToken)
    {
        var trusted = await administration.TrustAsync(Caller(door), request.Server, request.Fingerprint, cancellationToken);
        return AdministrationMapping.Acknowledge(trusted, status => request.Fingerprint is { } fingerprint
            ? $"{status.Name}: the certificate {fingerprint} is trusted from now on, and no other."
            : $"{status.Name}: whatever certificate the BMC shows at the next contact will be trusted; nothing was looked at now.");
    }

    public async ValueTask<Outcome<Acknowledgement>> ResolveAsync(DoorContext door, ResolveRequest request, CancellationToken cancellationToken)
    {
        var resolution = AdministrationMapping.ToEngine(request.Resolution);
        var resolved = await administration.ResolveAsync(Caller(door), request.Server, request.Step, resolution, cancellationToken);
        return AdministrationMapping.Acknowledge(
            resolved, status => $"{status.Name}: step {request.Step} is taken as {request.Resolution.ToString().ToLowerInvariant()}.");
    }

    public async ValueTask<Outcome<Acknowledgement>> ForgetAsync(DoorContext door, ForgetRequest request, CancellationToken cancellationToken)
    {
        var forgotten = await administration.ForgetAsync(Caller(door), request.Server, cancellationToken);
        return AdministrationMapping.Acknowledge(forgotten, status => $"{status.Name} is forgotten; nothing of it was touched.");
    }

    private static OperatorCaller Caller(DoorContext door) => new(door.Actor, door.Door);
}
