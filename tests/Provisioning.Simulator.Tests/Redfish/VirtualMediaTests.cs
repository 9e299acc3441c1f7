using System.Net;
using Provisioning.Simulator.Tests.Testing;

namespace Provisioning.Simulator.Tests.Redfish;

public sealed class VirtualMediaTests
{
    private const string Drive = "/redfish/v1/Managers/bmc/VirtualMedia/CD1";
    private const string Insert = Drive + "/Actions/VirtualMedia.InsertMedia";
    private const string Eject = Drive + "/Actions/VirtualMedia.EjectMedia";

    [Fact]
    public async Task Insertion_fetches_the_first_bytes_and_a_second_one_is_refused_until_the_ejection()
    {
        await using var images = await ImageServer.StartAsync(new byte[200_000]);
        await using var rack = await TestRack.StartAsync();
        using var client = new RackClient(rack, rack.Servers[0]);
        var body = $$"""{ "Image": "{{images.Url()}}" }""";
        await client.ExpectAsync(HttpMethod.Post, Insert, body, HttpStatusCode.NoContent);
        Assert.Equal("bytes=0-65535", Assert.Single(images.Ranges));
        Assert.True((await client.GetAsync(Drive))["Inserted"]!.GetValue<bool>());
        await client.ExpectAsync(HttpMethod.Post, Insert, body, HttpStatusCode.Conflict);
        await client.ExpectAsync(HttpMethod.Post, Eject, null, HttpStatusCode.NoContent);
        Assert.False((await client.GetAsync(Drive))["Inserted"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("https://127.0.0.1:PORT/absent.img")]
    [InlineData("https://127.0.0.1:1/boot.iso")]
    [InlineData("ftp://127.0.0.1/boot.iso")]
    [InlineData("nonsense")]
    public async Task Image_that_cannot_be_fetched_is_refused_with_a_redfish_error(string image)
    {
        await using var images = await ImageServer.StartAsync(new byte[1000]);
        await using var rack = await TestRack.StartAsync();
        using var client = new RackClient(rack, rack.Servers[0]);
        var url = image.Replace("PORT", images.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var error = await client.ExpectAsync(HttpMethod.Post, Insert, $$"""{ "Image": "{{url}}" }""", HttpStatusCode.BadRequest);
        Assert.NotEmpty(error["error"]!["@Message.ExtendedInfo"]!.AsArray());
        Assert.Null(rack.Servers[0].InsertedImage);
    }

    [Fact]
    public async Task Certificate_of_the_image_server_is_looked_at_when_the_client_asks_for_it()
    {
        await using var images = await ImageServer.StartAsync(new byte[1000]);
        await using var rack = await TestRack.StartAsync();
        using var client = new RackClient(rack, rack.Servers[0]);
        var body = $$"""{ "Image": "{{images.Url()}}", "VerifyCertificate": true }""";
        await client.ExpectAsync(HttpMethod.Post, Insert, body, HttpStatusCode.BadRequest);
        Assert.Empty(images.Ranges);
    }
}
