using System.Net;
using System.Net.Sockets;
using System.Text;
using Provisioning.AgentContract.Sessions;
using Provisioning.Engine.Imaging;
using Provisioning.Imaging.Media;
using Provisioning.Imaging.Tests.Tools;
using Provisioning.Model.Faults;
using Provisioning.Model.Sites;

namespace Provisioning.Imaging.Tests.Serving;

public sealed class MediaServerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Curl_fetches_the_medium_in_ranges_and_mtools_reads_the_ticket_from_it()
    {
        await using var site = new Site();
        var published = await site.PublishAsync();
        Assert.EndsWith(".iso", published.Image.AbsolutePath, StringComparison.Ordinal);
        var authority = site.File("ca.pem");
        await File.WriteAllTextAsync(authority, site.Keys.AuthorityPem, Cancel);
        string[] curl = ["--silent", "--show-error", "--fail", "--cacert", authority, "--noproxy", "*"];

        var head = await Programs.RunAsync("curl", "curl", [.. curl, "--head", published.Image.AbsoluteUri]);
        Assert.Contains("accept-ranges: bytes", head, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, (await UseAsync(site)).BytesServed);
        var (first, second) = (site.File("1"), site.File("2"));
        await Programs.RunAsync("curl", "curl", [.. curl, "-r", "0-99999", "-o", first, published.Image.AbsoluteUri]);
        await Programs.RunAsync("curl", "curl", [.. curl, "-r", "100000-", "-o", second, published.Image.AbsoluteUri]);

        var iso = site.File("whole.iso");
        await File.WriteAllBytesAsync(iso, [.. await File.ReadAllBytesAsync(first, Cancel), .. await File.ReadAllBytesAsync(second, Cancel)], Cancel);
        await Programs.RunAsync("xorriso", "xorriso", "-osirrox", "on", "-indev", iso, "-extract", "/" + MediaLayout.FatImage, site.File("efi.img"));
        await Programs.RunAsync("mcopy", "mtools", "-i", site.File("efi.img"), "::/" + MediaLayout.CredentialFile, site.File("cred"));
        var credential = await File.ReadAllBytesAsync(site.File("cred"), Cancel);
        Assert.Equal(published.Credential.ToArray(), credential);
        var ticket = AgentTicket.TryRead(credential)!;
        Assert.Equal(("n01", 1, 7L), (ticket.ServerName, ticket.Attempt, ticket.Epoch));
        Assert.Equal($"https://127.0.0.1:{site.Media.Port}", ticket.Endpoints[0]);
        Assert.Equal(site.Keys.AuthorityPem, ticket.CaPem);

        var use = await UseAsync(site);
        Assert.Equal(new FileInfo(iso).Length, use.BytesServed);
        Assert.NotNull(use.FirstFetch);
    }

    [Theory]
    [InlineData("bytes=0-0", 206, 1)]
    [InlineData("bytes=-10", 206, 10)]
    [InlineData("bytes=999999999-", 416, 0)]
    [InlineData("bytes=0-1,5-6", 200, -1)]
    [InlineData("lines=1-2", 200, -1)]
    public async Task Ranges_are_answered_as_the_rfc_says(string range, int status, int length)
    {
        await using var site = new Site();
        var published = await site.PublishAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, published.Image);
        request.Headers.TryAddWithoutValidation("Range", range);
        using var response = await site.Client.SendAsync(request, Cancel);
        Assert.Equal(status, (int)response.StatusCode);
        var body = await response.Content.ReadAsByteArrayAsync(Cancel);
        if (length >= 0) Assert.Equal(length, body.Length);
        else Assert.True(body.Length > 300_000);
    }

    [Fact]
    public async Task Medium_of_the_same_attempt_is_the_same_also_after_a_restart_and_the_port_is_kept()
    {
        await using var site = new Site();
        var first = await site.PublishAsync();
        var before = await site.Client.GetByteArrayAsync(first.Image, Cancel);
        var port = site.Media.Port;
        await site.RestartAsync();
        Assert.Equal(port, site.Media.Port);
        Assert.Equal(before, await site.Client.GetByteArrayAsync(first.Image, Cancel));
        Assert.Equal(first.Image, (await site.PublishAsync()).Image);
    }

    [Fact]
    public async Task Withdrawn_expired_and_unknown_media_are_not_served()
    {
        await using var site = new Site();
        var withdrawn = await site.PublishAsync();
        await site.Media.Media.WithdrawAsync(Site.Attempt, Cancel);
        Assert.Equal(HttpStatusCode.Gone, await StatusAsync(site, withdrawn.Image));
        var expired = await site.PublishAsync(new AttemptKey("other", 1), TimeSpan.FromSeconds(-5));
        Assert.Equal(HttpStatusCode.Gone, await StatusAsync(site, expired.Image));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(site, site.Address("/media/guess/n01.iso")));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(site, site.Address("/")));
    }

    [Fact]
    public async Task A_busy_port_is_a_diagnostic()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var busy = other.LocalEndpoint.ToString();
        await using var site = new Site(new MediaSettings(busy, null, null));
        var result = await site.Media.Media.PublishAsync(new MediaRequest(Site.Attempt, "n01", 1, TimeSpan.FromHours(1)), Cancel);
        var fault = Assert.IsType<PortResult<MediaPublication>.Failed>(result).Fault;
        Assert.Equal(FaultKind.Local, fault.Kind);
        Assert.Equal(4020, fault.Diagnostic.Code.Number);
        Assert.Contains(busy!, fault.Diagnostic.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense", null)]
    [InlineData(null, "ftp://host")]
    [InlineData(null, "10.0.0.5:8443")]
    public async Task Settings_that_make_no_sense_are_a_diagnostic(string? listen, string? agent)
    {
        await using var site = new Site(new MediaSettings(listen, null, agent));
        var result = await site.Media.Media.PublishAsync(new MediaRequest(Site.Attempt, "n01", 1, TimeSpan.FromHours(1)), Cancel);
        Assert.Equal(4021, Assert.IsType<PortResult<MediaPublication>.Failed>(result).Fault.Diagnostic.Code.Number);
    }

    [Fact]
    public async Task Configured_addresses_are_what_bmc_and_agent_are_told_and_what_the_certificate_is_good_for()
    {
        await using var site = new Site(new MediaSettings("127.0.0.1:0", "https://bmc.site.example:0", "https://10.9.8.7:9443,https://127.0.0.1:0"));
        var published = await site.PublishAsync();
        Assert.Equal("bmc.site.example", published.Image.Host);
        Assert.Equal(site.Media.Port, published.Image.Port);
        var ticket = AgentTicket.TryRead(published.Credential.ToArray())!;
        Assert.Equal(["https://10.9.8.7:9443", $"https://127.0.0.1:{site.Media.Port}"], ticket.Endpoints);

        var said = await Programs.RunAsync(
            "sh", "openssl", "-c", $"echo | openssl s_client -connect 127.0.0.1:{site.Media.Port} 2>/dev/null | openssl x509 -noout -ext subjectAltName");
        Assert.Contains("DNS:bmc.site.example", said, StringComparison.Ordinal);
        Assert.Contains("IP Address:10.9.8.7", said, StringComparison.Ordinal);
        Assert.Contains("IP Address:127.0.0.1", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_deploy_image_is_not_put_on_a_medium()
    {
        await using var site = new Site();
        await File.AppendAllTextAsync(site.File("deploy/agent.efi"), "x", Encoding.UTF8, Cancel);
        var result = await site.Media.Media.PublishAsync(new MediaRequest(Site.Attempt, "n01", 1, TimeSpan.FromHours(1)), Cancel);
        Assert.Equal(4008, Assert.IsType<PortResult<MediaPublication>.Failed>(result).Fault.Diagnostic.Code.Number);
    }

    [Fact]
    public async Task An_image_is_served_from_before_there_is_a_medium_until_the_attempt_ends_also_after_a_restart()
    {
        await using var site = new Site();
        var bytes = new byte[5000];
        Random.Shared.NextBytes(bytes);
        var file = site.File("os.raw");
        await File.WriteAllBytesAsync(file, bytes, Cancel);
        var image = new Provisioning.Model.Imaging.OsImage
        {
            Name = "os",
            Url = new Uri(file),
            Sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)),
        };
        var published = Site.Value(await site.Media.Images.PublishAsync(Site.Attempt, image, Cancel));
        Assert.Equal(("none", 5000L), (published.Compression, published.SizeBytes));
        Assert.Equal(published, Site.Value(await site.Media.Images.PublishAsync(Site.Attempt, image, Cancel)));
        await site.PublishAsync();
        await site.RestartAsync();
        Assert.Equal(bytes, await site.Client.GetByteArrayAsync(published.Source, Cancel));
        await site.Media.Media.WithdrawAsync(Site.Attempt, Cancel);
        Assert.Equal(HttpStatusCode.Gone, await StatusAsync(site, published.Source));

        var other = Assert.IsType<PortResult<ImagePublication>.Failed>(
            await site.Media.Images.PublishAsync(Site.Attempt, image with { Sha256 = new string('0', 64) }, Cancel));
        Assert.Equal(FaultKind.DigestMismatch, other.Fault.Kind);
    }

    [Fact]
    public async Task A_damaged_image_is_served_to_nobody_until_it_was_fetched_again()
    {
        var notes = new List<Provisioning.Model.Diagnostics.Diagnostic>();
        await using var site = new Site { Note = notes.Add };
        var file = site.File("os.raw");
        var bytes = new byte[5000];
        Random.Shared.NextBytes(bytes);
        await File.WriteAllBytesAsync(file, bytes, Cancel);
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        var image = new Provisioning.Model.Imaging.OsImage { Name = "os", Url = new Uri(file), Sha256 = digest };
        var published = Site.Value(await site.Media.Images.PublishAsync(Site.Attempt, image, Cancel));
        await site.PublishAsync();
        await File.WriteAllBytesAsync(site.File($"media/images/{digest}"), new byte[5000], Cancel);
        await site.RestartAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(site, published.Source));
        Assert.Equal(4037, Assert.Single(notes).Code.Number);

        Assert.Equal(published, Site.Value(await site.Media.Images.PublishAsync(Site.Attempt, image, Cancel)));
        Assert.Equal(bytes, await site.Client.GetByteArrayAsync(published.Source, Cancel));
        Assert.Single(notes);
    }

    private static ValueTask<MediaUse> UseAsync(Site site) => site.Media.Media.UseOfAsync(Site.Attempt, Cancel);

    private static async Task<HttpStatusCode> StatusAsync(Site site, Uri address)
    {
        using var response = await site.Client.GetAsync(address, Cancel);
        return response.StatusCode;
    }
}
