using Provisioning.Api.Discovery;
using Provisioning.Engine.Discovery;
using Provisioning.Host.Composition;
using Provisioning.Host.Serving;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Discovery;
using Provisioning.Model.Faults;
using Provisioning.Model.Sites;

namespace Provisioning.Host.Tests.Composition;

public sealed class DiscoveryCallsTests : IBmcProbe, IBmcConnector, IOperationSink
{
    private static readonly DoorContext Door = new(new SiteSettings { Site = "test" }, [], "command", "olga");

    private readonly DiscoveryCalls _calls;

    public DiscoveryCallsTests() => _calls = new DiscoveryCalls(this, this, new FakeAdministration(), TimeProvider.System);

    public string OperationId => "op-1";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_named_address_that_does_not_answer_is_told_with_its_cause_and_one_of_a_range_is_not()
    {
        var named = await DiscoverAsync("192.0.2.1", "192.0.2.2");
        var range = await DiscoverAsync("192.0.2.0/30");
        Assert.Equal([null, "BM1001"], named.Select(bmc => bmc.Fault is { } fault ? $"{fault.Code}" : null));
        Assert.Equal("192.0.2.1", Assert.Single(range).Address);
    }

    [Fact]
    public async Task Doctor_shows_the_cause_and_does_not_send_the_reader_to_itself()
    {
        var outcome = await _calls.DoctorAsync(Door, new DoctorRequest("192.0.2.2", null), Token);
        var check = Assert.IsType<Outcome<DoctorReport>.Success>(outcome).Value.Checks[0];
        Assert.Equal(DoctorVerdict.Failed, check.Verdict);
        Assert.Contains("Connection refused", check.Seen, StringComparison.Ordinal);
        Assert.DoesNotContain("doctor", check.Fix, StringComparison.Ordinal);
        Assert.NotEqual("", check.Fix);
    }

    [Fact]
    public async Task Lists_that_were_asked_for_and_need_a_login_are_a_failure_without_one()
    {
        var plain = await _calls.DoctorAsync(Door, new DoctorRequest("192.0.2.1", null), Token);
        var asked = await _calls.DoctorAsync(Door, new DoctorRequest("192.0.2.1", null) { Bios = true }, Token);
        Assert.Equal(DoctorVerdict.Skipped, Login(plain));
        Assert.Equal(DoctorVerdict.Failed, Login(asked));

        static DoctorVerdict Login(Outcome<DoctorReport> outcome) =>
            Assert.IsType<Outcome<DoctorReport>.Success>(outcome).Value.Checks.Single(check => check.Name == "Login").Verdict;
    }

    public ValueTask<PortResult<BmcProbeAnswer>> ProbeAsync(BmcProbeRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult<PortResult<BmcProbeAnswer>>(request.Address == "192.0.2.1"
            ? new BmcProbeAnswer("ab", "CN=bmc", DateTimeOffset.MaxValue, "1.20", "Contoso", "C1", null, null)
            : new Fault(FaultKind.Unreachable, BmcDiagnostics.Unreachable.Occurs($"{request.Address} is unreachable", "Connection refused")));

    public ValueTask<PortResult<IBmcConnection>> ConnectAsync(BmcConnectRequest request, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("No login was named.");

    void Provisioning.Engine.Operations.IOperationSink.Started(string operationId)
    {
    }

    void Provisioning.Engine.Operations.IOperationSink.Transition(string server, string text)
    {
    }

    void Provisioning.Engine.Operations.IOperationSink.Progress(string server, string text)
    {
    }

    private async Task<ValueArray<DiscoveredBmc>> DiscoverAsync(params string[] targets) =>
        Assert.IsType<Outcome<ValueArray<DiscoveredBmc>>.Success>(
            await _calls.DiscoverAsync(Door, new DiscoverRequest(targets.ToValueArray(), null), this, Token)).Value;
}
