using System.Text;
using Provisioning.Bmc.Tests.Testing;
using Provisioning.Bmc.Transport;
using Provisioning.Model.Discovery;
using Provisioning.Model.Faults;

namespace Provisioning.Bmc.Tests.Transport;

/// <summary>What answers need not be a BMC, nor speak HTTP well.</summary>
public sealed class RawServerTests
{
    private const string Root = """{"RedfishVersion":"1.15.0","Systems":{"@odata.id":"/redfish/v1/Systems"},"Links":{"Sessions":{"@odata.id":"/redfish/v1/SessionService/Sessions"}}}""";
    private const string SessionHeaders = "X-Auth-Token: t\r\nLocation: /redfish/v1/SessionService/Sessions/7\r\n";

    private static readonly TransportLimits Short = new() { Headers = TimeSpan.FromSeconds(2), WholeAnswer = TimeSpan.FromSeconds(2), Body = 64 * 1024 };

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{\"a\":", "BM1030")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]", "BM1030")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", "BM1033")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "BM1030")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>", "BM1033")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 70000\r\n\r\n", "BM1031")]
    [InlineData("not http at all\r\n\r\n", "BM1030")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: https://elsewhere.example/redfish/v1/\r\nContent-Length: 0\r\n\r\n", "BM1032")]
    [InlineData("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", "BM1032")]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "BM1033")]
    [InlineData("HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n", "BM1033")]
    [InlineData("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n", "BM1020")]
    public async Task Service_root_that_is_none_is_a_fault_with_the_right_code(string answer, string code)
    {
        await using var server = new RawServer(_ => Encoding.ASCII.GetBytes(answer));
        var fault = await Connecting.Connector(new MemoryLedger(), Short).RefusedAsync(Connecting.Request(server.Address));
        Assert.Equal(code, fault.Diagnostic.Code.ToString());
    }

    [Theory]
    [InlineData("404 Not Found", "text/html", "<html>", "GET /redfish/v1/: 404. The server calls itself \"nginx/1.25.3\".")]
    [InlineData("200 OK", "text/html", "<html>", "GET /redfish/v1/: 200, an HTML page. The server calls itself \"nginx/1.25.3\".")]
    [InlineData("200 OK", "application/json", "{}", "GET /redfish/v1/: 200, JSON that is no service root. The server calls itself \"nginx/1.25.3\".")]
    public async Task Web_server_that_is_no_BMC_is_named(string status, string type, string body, string seen)
    {
        var answer = $"HTTP/1.1 {status}\r\nServer: nginx/1.25.3\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n{body}";
        await using var server = new RawServer(_ => Encoding.ASCII.GetBytes(answer));
        var fault = await Connecting.Connector(new MemoryLedger(), Short).RefusedAsync(Connecting.Request(server.Address));
        Assert.Equal(seen, fault.Diagnostic.Seen);
    }

    [Fact]
    public async Task Body_that_is_no_utf8_is_malformed()
    {
        var head = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"u8.ToArray();
        byte[] answer = [.. head, .. "{\"a\":\""u8.ToArray(), 0xFF, .. "\"}"u8.ToArray()];
        await using var server = new RawServer(_ => answer);
        var fault = await Connecting.Connector(new MemoryLedger(), Short).RefusedAsync(Connecting.Request(server.Address));
        Assert.Equal(FaultKind.ProtocolViolation, fault.Kind);
    }

    [Fact]
    public async Task Body_in_chunks_without_end_stops_at_the_limit()
    {
        var chunk = new string(' ', 0x4000);
        var answer = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + string.Concat(Enumerable.Repeat($"4000\r\n{chunk}\r\n", 40)));
        await using var server = new RawServer(_ => answer);
        var fault = await Connecting.Connector(new MemoryLedger(), Short).RefusedAsync(Connecting.Request(server.Address));
        Assert.Equal(BmcDiagnostics.BodyTooLarge.Code, fault.Diagnostic.Code);
    }

    [Fact]
    public async Task Server_without_tls_is_said_to_have_none()
    {
        await using var server = new RawServer(_ => [], tls: false);
        var fault = await Connecting.Connector(new MemoryLedger(), Short).RefusedAsync(Connecting.Request(server.Address));
        Assert.Equal(BmcDiagnostics.TlsFailed.Code, fault.Diagnostic.Code);
    }

    [Fact]
    public async Task Password_that_must_be_changed_is_told_so_and_not_counted()
    {
        const string Body = """{"@Message.ExtendedInfo":[{"MessageId":"Base.1.8.PasswordChangeRequired","Message":"Change it."}]}""";
        await using var server = new RawServer(line => line.Split(' ')[0] switch
        {
            "POST" => RawServer.Reply("201 Created", Body, SessionHeaders),
            "DELETE" => RawServer.Reply("200 OK", "{}"),
            _ => RawServer.Reply("200 OK", Root),
        });
        var ledger = new MemoryLedger();
        var fault = await Connecting.Connector(ledger, Short).RefusedAsync(Connecting.Request(server.Address));
        Assert.Equal(BmcDiagnostics.PasswordChangeRequired.Code, fault.Diagnostic.Code);
        Assert.Equal(0, ledger.Refusals);
        Assert.Empty(ledger.Open);
    }

    [Fact]
    public async Task Refusal_in_the_makers_words_with_status_400_counts_as_a_wrong_password()
    {
        const string Body = """{"error":{"code":"iLO.0.10.ExtendedInfo","@Message.ExtendedInfo":[{"MessageId":"Base.1.4.UnauthorizedLoginAttempt"}]}}""";
        await using var server = new RawServer(line => line.StartsWith("POST", StringComparison.Ordinal) ? RawServer.Reply("400 Bad Request", Body) : RawServer.Reply("200 OK", Root));
        var ledger = new MemoryLedger();
        var fault = await Connecting.Connector(ledger, Short).RefusedAsync(Connecting.Request(server.Address));
        Assert.Equal(FaultKind.AuthenticationFailed, fault.Kind);
        Assert.Equal(1, ledger.Refusals);
    }

    [Fact]
    public async Task Login_whose_answer_does_not_end_is_not_counted_as_refused()
    {
        await using var server = new RawServer(line => line.StartsWith("POST", StringComparison.Ordinal) ? "HTTP/1.1 201 Cre"u8.ToArray() : RawServer.Reply("200 OK", Root));
        var ledger = new MemoryLedger();
        var fault = await Connecting.Connector(ledger, Short).RefusedAsync(Connecting.Request(server.Address));
        Assert.Equal(FaultKind.TimedOut, fault.Kind);
        Assert.Equal(0, ledger.Refusals);
    }

    [Fact]
    public async Task Insertion_is_made_once_more_with_what_the_bmc_misses()
    {
        const string Missing = """{"error":{"@Message.ExtendedInfo":[{"MessageId":"Base.1.8.ActionParameterMissing","Message":"TransferProtocolType is missing","MessageArgs":["InsertMedia","TransferProtocolType"]}]}}""";
        var posts = 0;
        await using var server = new RawServer(line => line.Replace(" HTTP/1.1", "", StringComparison.Ordinal) switch
        {
            "GET /redfish/v1/" => RawServer.Reply("200 OK", Root),
            "POST /redfish/v1/SessionService/Sessions" => RawServer.Reply("201 Created", "{}", SessionHeaders),
            "GET /redfish/v1/Systems" => RawServer.Reply("200 OK", """{"Members":[{"@odata.id":"/s"}]}"""),
            "GET /s" => RawServer.Reply("200 OK", """{"Id":"s","VirtualMedia":{"@odata.id":"/media"},"Actions":{"#ComputerSystem.Reset":{"target":"/reset"}}}"""),
            "GET /media" => RawServer.Reply("200 OK", """{"Members":[{"@odata.id":"/slot"}]}"""),
            "GET /slot" => RawServer.Reply("200 OK", """{"Id":"1","MediaTypes":["CD"],"Inserted":false,"Actions":{"#VirtualMedia.InsertMedia":{"target":"/slot/insert"}}}"""),
            "POST /slot/insert" => ++posts == 1 ? RawServer.Reply("400 Bad Request", Missing) : RawServer.Reply("200 OK", "{}"),
            _ => RawServer.Reply("404 Not Found", ""),
        });
        await using var connection = await Connecting.Connector(new MemoryLedger(), Short).ConnectAsync(Connecting.Request(server.Address));
        Connecting.Value(await connection.Media.InsertAsync(new Uri("https://media.example/a.iso"), TestContext.Current.CancellationToken));
        Assert.Equal(2, posts);
    }
}
