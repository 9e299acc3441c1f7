using System.Net;
using System.Text.Json.Nodes;
using Provisioning.Simulator.Tests.Testing;

namespace Provisioning.Simulator.Tests.Redfish;

public sealed class RedfishServiceTests
{
    private const string System1 = "/redfish/v1/Systems/1";

    [Fact]
    public async Task Every_link_that_is_reachable_from_the_root_answers_with_its_own_address()
    {
        foreach (var personality in new[] { "generic", "tasks" })
        {
            await using var rack = await TestRack.StartAsync(server => server with { Personality = personality, PoweredOn = true });
            using var client = new RackClient(rack, rack.Servers[0]);
            var seen = new HashSet<string>();
            var waiting = new Queue<string>(["/redfish/v1/"]);
            while (waiting.TryDequeue(out var path))
            {
                if (!seen.Add(path)) continue;
                var body = await client.GetAsync(path);
                if (body["@odata.id"] is { } own) Assert.Equal(path, own.GetValue<string>());
                foreach (var link in Links(body)) waiting.Enqueue(link);
            }

            Assert.True(seen.Count > 50, $"only {seen.Count} resources were found");
        }
    }

    [Fact]
    public async Task Root_is_for_everybody_and_the_rest_is_not()
    {
        await using var rack = await TestRack.StartAsync();
        using var client = new RackClient(rack, rack.Servers[0], authenticated: false);
        var root = await client.GetAsync("/redfish/v1/");
        Assert.Equal("RootService", root["Id"]!.GetValue<string>());
        var refused = await client.GetAsync(System1, HttpStatusCode.Unauthorized);
        Assert.EndsWith("NoValidSession", refused["error"]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Unknown_address_wrong_method_and_broken_body_get_the_errors_that_fit()
    {
        await using var rack = await TestRack.StartAsync();
        using var client = new RackClient(rack, rack.Servers[0]);
        await client.GetAsync("/redfish/v1/Systems/9", HttpStatusCode.NotFound);
        using var notAllowed = await client.SendAsync(HttpMethod.Delete, System1);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, notAllowed.StatusCode);
        Assert.Contains("PATCH", notAllowed.Content.Headers.Allow);
        await client.ExpectAsync(HttpMethod.Patch, System1, "{ \"AssetTag\": ", HttpStatusCode.BadRequest);
        var unknown = await client.ExpectAsync(HttpMethod.Patch, System1, "{ \"Colour\": \"red\" }", HttpStatusCode.BadRequest);
        Assert.EndsWith("PropertyUnknown", unknown["error"]!["code"]!.GetValue<string>());
        var fixedProperty = await client.ExpectAsync(HttpMethod.Patch, System1, "{ \"SerialNumber\": \"X\" }", HttpStatusCode.BadRequest);
        Assert.EndsWith("PropertyNotWritable", fixedProperty["error"]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Stale_ETag_refuses_a_change_and_a_fresh_one_lets_it_pass()
    {
        await using var rack = await TestRack.StartAsync();
        using var client = new RackClient(rack, rack.Servers[0]);
        var tag = (await client.GetAsync(System1))["@odata.etag"]!.GetValue<string>();
        using var first = await client.SendAsync(HttpMethod.Patch, System1, "{ \"AssetTag\": \"a\" }", tag);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var stale = await client.SendAsync(HttpMethod.Patch, System1, "{ \"AssetTag\": \"b\" }", tag);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal("a", (await client.GetAsync(System1))["AssetTag"]!.GetValue<string>());
    }

    [Fact]
    public async Task Expand_puts_the_members_into_their_collection()
    {
        await using var rack = await TestRack.StartAsync();
        using var client = new RackClient(rack, rack.Servers[0]);
        var list = await client.GetAsync("/redfish/v1/UpdateService/FirmwareInventory?$expand=.($levels=1)");
        Assert.All((JsonArray)list["Members"]!, member => Assert.NotNull(member!["Version"]));
    }

    [Fact]
    public async Task Session_is_opened_used_counted_and_closed()
    {
        await using var rack = await TestRack.StartAsync(server => server with { MaxSessions = 1 });
        var server = rack.Servers[0];
        using var client = new RackClient(rack, server, authenticated: false);
        var login = $$"""{ "UserName": "{{server.Credentials.UserName}}", "Password": "{{server.Credentials.Password}}" }""";
        using var opened = await client.SendAsync(HttpMethod.Post, "/redfish/v1/SessionService/Sessions", login);
        Assert.Equal(HttpStatusCode.Created, opened.StatusCode);
        await client.ExpectAsync(HttpMethod.Post, "/redfish/v1/SessionService/Sessions", login, HttpStatusCode.ServiceUnavailable);
        client.Http.DefaultRequestHeaders.Add("X-Auth-Token", opened.Headers.GetValues("X-Auth-Token").Single());
        await client.GetAsync(System1);
        await client.ExpectAsync(HttpMethod.Delete, opened.Headers.Location!.ToString(), null, HttpStatusCode.NoContent);
        await client.GetAsync(System1, HttpStatusCode.Unauthorized);
        Assert.Equal(0, server.OpenSessions);
    }

    [Fact]
    public async Task Account_is_locked_after_too_many_wrong_passwords()
    {
        await using var rack = await TestRack.StartAsync(server => server with { LockoutThreshold = 3 });
        var server = rack.Servers[0];
        using var client = new RackClient(rack, server);
        client.Authenticate(server.Credentials.UserName, "wrong");
        for (var attempt = 0; attempt < 3; attempt++) await client.GetAsync(System1, HttpStatusCode.Unauthorized);
        client.Authenticate(server.Credentials.UserName, server.Credentials.Password);
        await client.GetAsync(System1, HttpStatusCode.Unauthorized);
        Assert.Equal(4, server.FailedLogins);
    }

    private static IEnumerable<string> Links(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject item:
                foreach (var (name, value) in item)
                {
                    if (name is "@odata.id" or "Uri" && value is JsonValue text && !text.ToString().Contains('#')) yield return text.ToString();
                    foreach (var link in Links(value)) yield return link;
                }

                break;
            case JsonArray list:
                foreach (var link in list.SelectMany(Links)) yield return link;
                break;
            default:
                break;
        }
    }
}
