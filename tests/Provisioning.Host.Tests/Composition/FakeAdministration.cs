using Provisioning.Engine.Administration;
using Provisioning.Engine.Servers;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Lifecycles;
using Provisioning.Model.Servers;

namespace Provisioning.Host.Tests.Composition;

/// <summary>A store with one server, and one that was forgotten.</summary>
internal sealed class FakeAdministration : IServerAdministration
{
    private static readonly ServerStatus Known = new()
    {
        Name = "n1",
        Claim = new ClaimId("c1"),
        Finished = true,
        Address = "192.0.2.1",
        Lifecycle = LifecycleState.Ready,
    };

    public ValueTask<ValueArray<ServerStatus>> StatusAsync(string? name, CancellationToken cancellationToken) => ValueTask.FromResult(
        new[] { Known, Known with { Name = "gone", Forgotten = true } }.Where(one => name is null ? !one.Forgotten : one.Name == name).ToValueArray());

    public ValueTask<ValueArray<HistoryEntry>> HistoryAsync(string? name, int limit, CancellationToken cancellationToken) =>
        ValueTask.FromResult(ValueArray<HistoryEntry>.Empty);

    public ValueTask<Outcome<ServerExplanation>> ExplainAsync(string name, CancellationToken cancellationToken) => throw Unasked();

    public ValueTask<Outcome<ServerStatus>> HoldAsync(OperatorCaller by, string name, HoldOrder order, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Outcome<ServerStatus>>(Known);

    public ValueTask<Outcome<ServerStatus>> UnholdAsync(OperatorCaller by, string name, CancellationToken cancellationToken) => throw Unasked();

    public ValueTask<Outcome<ServerStatus>> TrustAsync(OperatorCaller by, string name, string? fingerprint, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Outcome<ServerStatus>>(Known);

    public ValueTask<Outcome<ServerStatus>> ResolveAsync(
        OperatorCaller by, string name, string step, StepResolution resolution, CancellationToken cancellationToken) => throw Unasked();

    public ValueTask<Outcome<ServerStatus>> ForgetAsync(OperatorCaller by, string name, CancellationToken cancellationToken) => throw Unasked();

    private static InvalidOperationException Unasked() => new("Nobody asks this here.");
}
