using Provisioning.Bmc.Tests.Testing;
using Provisioning.Bmc.Transport;
using Provisioning.Engine.Discovery;
using Provisioning.Engine.Inventories;
using Provisioning.Model.Collections;
using Provisioning.Model.Discovery;
using Provisioning.Model.Faults;
using Provisioning.Model.Powering;
using Provisioning.Simulator.Faults;

namespace Provisioning.Bmc.Tests.Simulated;

/// <summary>What a BMC does wrong becomes the right kind of fault, in time, and never a change made twice.</summary>
public sealed class FaultTests
{
    private static readonly TransportLimits Short = new() { Headers = TimeSpan.FromMilliseconds(700), WholeAnswer = TimeSpan.FromMilliseconds(700) };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Reads => ["malformed", "huge", "redirects", "hang", "hang mid-body"];

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task Answer_that_is_wrong_is_a_fault_in_time(string name)
    {
        await using var rack = await RackFixture.StartAsync();
        var (wire, kind, code) = Case(name);
        await using var connection = await OpenAsync(rack, kind == FaultKind.TimedOut ? Short : new TransportLimits());
        rack.Server.AddFault(FaultRule.Of(wire, "GET", "*/Systems*", count: null));
        var fault = Connecting.Failure(await connection.Inventory.ReadAsync(InventoryScope.Full, Token));
        Assert.Equal(kind, fault.Kind);
        Assert.Equal(code, fault.Diagnostic.Code.ToString());
        Assert.Contains("/redfish/v1/Systems", fault.Diagnostic.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_whose_connection_is_cut_is_made_again()
    {
        await using var rack = await RackFixture.StartAsync();
        await using var connection = await OpenAsync(rack);
        rack.Server.AddFault(FaultRule.Of(new WireFault.Drop(false), "GET", "*/Systems*", count: 2));
        Assert.Equal(PowerState.Off, Connecting.Value(await connection.Power.ReadAsync(Token)).State);
    }

    [Fact]
    public async Task Reads_are_repeated_within_one_budget()
    {
        await using var rack = await RackFixture.StartAsync();
        await using var connection = await OpenAsync(rack);
        Connecting.Value(await connection.Power.ReadAsync(Token));
        rack.Server.ForgetRequests();
        rack.Server.AddFault(FaultRule.Of(new WireFault.Drop(false), "GET", "*/Systems*", count: null));
        for (var read = 0; read < 10; read++) Assert.Equal(FaultKind.ConnectionLost, Connecting.Failure(await connection.Power.ReadAsync(Token)).Kind);

        // Ten reads, and the eight repetitions that a connection has in all; what the handler repeats by itself is not counted twice.
        Assert.InRange(rack.Server.RequestCount, 10, 10 + 8 + 18);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Change_whose_answer_is_lost_is_not_made_again(bool executed)
    {
        await using var rack = await RackFixture.StartAsync();
        await using var connection = await OpenAsync(rack);
        rack.Server.AddFault(FaultRule.Of(new WireFault.Drop(executed), "POST", "*.Reset", count: null));
        var fault = Connecting.Failure(await connection.Power.ActAsync(PowerAction.On, Token));
        Assert.Equal(FaultKind.ConnectionLost, fault.Kind);

        // The rack writes a request down when it is done with it, which may be after the connection is cut.
        for (var look = 0; look < 100 && rack.Server.Requests.All(request => request.Method != "POST" || !request.Path.EndsWith(".Reset", StringComparison.Ordinal)); look++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Token);
        }

        Assert.Single(rack.Server.Requests, request => request.Method == "POST" && request.Path.EndsWith(".Reset", StringComparison.Ordinal));
        await rack.Server.SettledAsync(Token);
        Assert.Equal(executed ? "On" : "Off", rack.Server.PowerState);
    }

    [Fact]
    public async Task Change_whose_answer_hangs_is_a_time_out()
    {
        await using var rack = await RackFixture.StartAsync();
        await using var connection = await OpenAsync(rack, Short);
        rack.Server.AddFault(FaultRule.Of(new WireFault.Hang(true), "POST", "*.Reset"));
        Assert.Equal(FaultKind.TimedOut, Connecting.Failure(await connection.Power.ActAsync(PowerAction.On, Token)).Kind);
    }

    [Fact]
    public async Task Bmc_that_says_try_later_is_asked_later()
    {
        await using var rack = await RackFixture.StartAsync();
        await using var connection = await OpenAsync(rack);
        rack.Server.AddFault(FaultRule.Of(new WireFault.Refuse(503, TimeSpan.FromSeconds(1)), "GET", "*/Systems*"));
        var started = TimeProvider.System.GetTimestamp();
        Connecting.Value(await connection.Power.ReadAsync(Token));
        Assert.InRange(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 0.9, 10);
    }

    [Fact]
    public async Task Change_that_the_bmc_is_too_busy_for_is_refused_and_not_repeated()
    {
        await using var rack = await RackFixture.StartAsync();
        await using var connection = await OpenAsync(rack);
        Connecting.Value(await connection.Power.ReadAsync(Token));
        rack.Server.AddFault(FaultRule.Of(new WireFault.Refuse(503, TimeSpan.FromSeconds(1)), "PATCH", null, count: null));
        Assert.Equal(FaultKind.Busy, Connecting.Failure(await connection.Configuration.SetHostNameAsync("n01", Token)).Kind);
        Assert.Single(rack.Server.Requests, request => request.Method == "PATCH");
    }

    [Fact]
    public async Task Object_that_changed_is_read_once_more_and_the_change_sent_once_more()
    {
        await using var rack = await RackFixture.StartAsync();
        await using var connection = await OpenAsync(rack);
        Connecting.Value(await connection.Configuration.ReadAsync(Token));
        rack.Server.AddFault(FaultRule.Of(new WireFault.Refuse(412, null), "PATCH", "*/NetworkProtocol"));
        Connecting.Value(await connection.Configuration.SetHostNameAsync("n01", Token));
        rack.Server.AddFault(FaultRule.Of(new WireFault.Refuse(412, null), "PATCH", "*/NetworkProtocol", count: 2));
        Assert.Equal(FaultKind.PreconditionFailed, Connecting.Failure(await connection.Configuration.SetHostNameAsync("n02", Token)).Kind);
    }

    [Fact]
    public async Task Bios_value_that_the_bmc_rejects_comes_with_its_own_words()
    {
        await using var rack = await RackFixture.StartAsync();
        await using var connection = await OpenAsync(rack);
        var fault = Connecting.Failure(await connection.Bios.WriteAsync(ValueMap<string, string>.Empty.Set("NoSuchAttribute", "1"), Token));
        Assert.Equal(FaultKind.Rejected, fault.Kind);
        Assert.Contains("NoSuchAttribute", fault.Diagnostic.Seen, StringComparison.Ordinal);
        Assert.NotEmpty(fault.Evidence);
    }

    [Fact]
    public async Task Bios_value_of_the_wrong_type_is_not_sent()
    {
        await using var rack = await RackFixture.StartAsync();
        await using var connection = await OpenAsync(rack);
        Assert.Equal(FaultKind.Invalid, Connecting.Failure(await connection.Bios.WriteAsync(ValueMap<string, string>.Empty.Set("BootTimeoutSeconds", "soon"), Token)).Kind);
        Assert.DoesNotContain(rack.Server.Requests, request => request.Method == "PATCH");
    }

    [Fact]
    public async Task Address_where_nothing_answers_is_unreachable()
    {
        var rack = await RackFixture.StartAsync();
        var address = rack.Server.Endpoint;
        await rack.DisposeAsync();
        var fault = await Connecting.Connector(new MemoryLedger()).RefusedAsync(Connecting.Request(address));
        Assert.Equal(FaultKind.Unreachable, fault.Kind);
        Assert.Equal(BmcDiagnostics.Unreachable.Code, fault.Diagnostic.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://10.0.0.1/path")]
    [InlineData("user@10.0.0.1")]
    [InlineData("10.0.0.1:99999")]
    public async Task Address_that_is_none_is_refused(string address) =>
        Assert.Equal(FaultKind.Invalid, (await Connecting.Connector(new MemoryLedger()).RefusedAsync(Connecting.Request(address))).Kind);

    [Fact]
    public async Task Cancellation_is_thrown_and_the_session_is_deleted_all_the_same()
    {
        await using var rack = await RackFixture.StartAsync();
        using var cancel = new CancellationTokenSource();
        await using (var connection = await Connecting.Connector(new MemoryLedger()).ConnectAsync(Connecting.Request(rack.Server.Endpoint)))
        {
            rack.Server.AddFault(FaultRule.Of(new WireFault.Hang(false), "GET", "*/Systems*"));
            var read = connection.Power.ReadAsync(cancel.Token).AsTask();
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
        }

        Assert.Equal(0, rack.Server.OpenSessions);
    }

    private static (WireFault Wire, FaultKind Kind, string Code) Case(string name) => name switch
    {
        "malformed" => (new WireFault.MalformedJson(), FaultKind.ProtocolViolation, "BM1030"),
        "huge" => (new WireFault.HugeBody(9), FaultKind.ProtocolViolation, "BM1031"),
        "redirects" => (new WireFault.RedirectLoop(), FaultKind.ProtocolViolation, "BM1032"),
        "hang" => (new WireFault.Hang(false), FaultKind.TimedOut, "BM1002"),
        _ => (new WireFault.HangMidBody(), FaultKind.TimedOut, "BM1002"),
    };

    private static Task<IBmcConnection> OpenAsync(RackFixture rack, TransportLimits? limits = null) =>
        Connecting.Connector(new MemoryLedger(), limits).ConnectAsync(Connecting.Request(rack.Server.Endpoint));
}
