using Provisioning.Api.Operations;
using Provisioning.Api.Servers;
using Provisioning.Host.Composition;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Sites;

namespace Provisioning.Host.Tests.Composition;

public sealed class ServerCallsTests
{
    private static readonly DoorContext Door = new(new SiteSettings { Site = "test" }, [], "command", "olga");

    private readonly ServerCalls _calls = new(new FakeAdministration());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_name_that_the_store_does_not_know_is_an_error_for_status_and_history()
    {
        var status = await _calls.StatusAsync(new StatusRequest("nope"), Token);
        var history = await _calls.HistoryAsync(new HistoryRequest("nope", null, 0), Token);
        Assert.Equal("BM8209", $"{Assert.Single(status.Diagnostics).Code}");
        Assert.Equal("BM8209", $"{Assert.Single(history.Diagnostics).Code}");
    }

    [Fact]
    public async Task A_forgotten_server_is_shown_as_such_when_it_is_named()
    {
        var named = await _calls.StatusAsync(new StatusRequest("gone"), Token);
        var all = await _calls.StatusAsync(new StatusRequest(null), Token);
        Assert.True(Assert.Single(Assert.IsType<Outcome<ValueArray<ServerStatus>>.Success>(named).Value).Forgotten);
        Assert.Equal("n1", Assert.Single(Assert.IsType<Outcome<ValueArray<ServerStatus>>.Success>(all).Value).Name);
        Assert.Empty((await _calls.HistoryAsync(new HistoryRequest("gone", null, 0), Token)).Diagnostics);
    }

    [Fact]
    public async Task Trust_without_a_fingerprint_says_that_the_next_contact_decides()
    {
        var trusted = await _calls.TrustAsync(Door, new TrustRequest("n1", null), Token);
        Assert.Contains("at the next contact", Assert.IsType<Outcome<Acknowledgement>.Success>(trusted).Value.Text, StringComparison.Ordinal);
    }
}
