using System.Net;
using Provisioning.AgentContract.Inventories;
using Provisioning.AgentContract.Serialization;
using Provisioning.AgentContract.Sessions;
using Provisioning.AgentContract.Tasks;
using Provisioning.Imaging.Sessions;
using Provisioning.Imaging.Tests.Serving;
using Provisioning.Model.Agents;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Faults;
using Provisioning.Model.Security;

namespace Provisioning.Imaging.Tests.Sessions;

/// <summary>A machine that restarts in the middle of an attempt, and everybody who only looks like one.</summary>
public sealed class SessionReplacementTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_machine_that_restarted_goes_on_with_the_order_that_it_did_not_answer()
    {
        var notes = new List<Diagnostic>();
        var clock = new MovableClock();
        await using var site = new Site(time: clock) { Note = notes.Add };
        var ticket = await TicketAsync(site);
        using var first = new AgentClient(site, ticket);
        await first.OpenAsync();
        await first.PostAsync(AgentRoutes.Inventory, Inventory(), AgentJsonContext.Default.AgentInventory);
        await site.Media.Agents.SubmitAsync(Site.Attempt, new AgentOrder.Identify("1-identify"), Cancel);
        Assert.NotNull(await first.NextAsync(0));
        var before = await site.Media.Agents.ViewAsync(Site.Attempt, Cancel);

        clock.Advance(SessionRules.LeastSilence);
        using var second = new AgentClient(site, ticket, "boot-2");
        Assert.Equal(HttpStatusCode.OK, await second.OpenAsync());

        var view = await site.Media.Agents.ViewAsync(Site.Attempt, Cancel);
        Assert.Equal((second.SessionId, false, null), (view.SessionId, view.Contested, view.Inventory));
        Assert.NotEqual(first.SessionId, second.SessionId);
        Assert.True(view.Version > before.Version);
        Assert.Equal(4028, Assert.Single(notes).Code.Number);

        var task = await second.NextAsync(0);
        Assert.Equal("1-identify", task?.Id);
        Assert.Equal(HttpStatusCode.NoContent, await second.ResultAsync(task!.Id, Attested()));
        Assert.IsType<AgentAnswer.Identified>((await site.Media.Agents.ViewAsync(Site.Attempt, Cancel)).Answers["1-identify"]);

        using var late = await first.SendAsync(HttpMethod.Get, AgentRoutes.NextTask(0), []);
        Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);
    }

    [Fact]
    public async Task An_open_poll_of_the_session_that_was_replaced_gets_nothing()
    {
        var clock = new MovableClock();
        await using var site = new Site(time: clock);
        var ticket = await TicketAsync(site);
        using var first = new AgentClient(site, ticket);
        await first.OpenAsync();
        var polling = first.SendAsync(HttpMethod.Get, AgentRoutes.NextTask(0), []);
        await HeardAsync(site);

        clock.Advance(SessionRules.LeastSilence);
        using var second = new AgentClient(site, ticket, "boot-2");
        Assert.Equal(HttpStatusCode.OK, await second.OpenAsync());
        await site.Media.Agents.SubmitAsync(Site.Attempt, new AgentOrder.Restart("1-restart"), Cancel);

        using var answer = await polling;
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("1-restart", (await second.NextAsync(0))?.Id);
    }

    [Theory]
    [InlineData(59, "boot-2", "SN1")]
    [InlineData(61, "boot-1", "SN1")]
    [InlineData(61, "", "SN1")]
    [InlineData(61, "boot-2", "SN2")]
    [InlineData(4000, "boot-2", "SN1")]
    public async Task Whoever_is_not_the_same_machine_from_another_boot_after_a_minutes_silence_is_a_second_claimant(int silence, string boot, string serial)
    {
        var clock = new MovableClock();
        await using var site = new Site(time: clock);
        var ticket = await TicketAsync(site);
        using var first = new AgentClient(site, ticket);
        await first.OpenAsync();

        clock.Advance(TimeSpan.FromSeconds(silence));
        using var second = new AgentClient(site, ticket, boot, serial);

        Assert.Equal(HttpStatusCode.Conflict, await second.OpenAsync());
        var view = await site.Media.Agents.ViewAsync(Site.Attempt, Cancel);
        Assert.Equal((first.SessionId, true), (view.SessionId, view.Contested));
    }

    [Fact]
    public async Task A_third_restart_is_a_second_claimant_also_after_the_engine_restarted()
    {
        var clock = new MovableClock();
        await using var site = new Site(time: clock);
        var ticket = await TicketAsync(site);
        for (var boot = 1; boot <= SessionRules.MostReplacements + 1; boot++)
        {
            using var agent = new AgentClient(site, ticket, $"boot-{boot}");
            Assert.Equal(HttpStatusCode.OK, await agent.OpenAsync());
            clock.Advance(SessionRules.LeastSilence);
        }

        await site.RestartAsync();
        clock.Advance(SessionRules.LeastSilence);
        using var last = new AgentClient(site, ticket, "boot-9");
        Assert.Equal(HttpStatusCode.Conflict, await last.OpenAsync());
        Assert.True((await site.Media.Agents.ViewAsync(Site.Attempt, Cancel)).Contested);
    }

    [Fact]
    public async Task A_boot_whose_session_was_replaced_does_not_come_back()
    {
        var clock = new MovableClock();
        await using var site = new Site(time: clock);
        var ticket = await TicketAsync(site);
        using var first = new AgentClient(site, ticket);
        await first.OpenAsync();
        clock.Advance(SessionRules.LeastSilence);
        using var second = new AgentClient(site, ticket, "boot-2");
        await second.OpenAsync();

        clock.Advance(SessionRules.LeastSilence);

        Assert.Equal(HttpStatusCode.Conflict, await first.OpenAsync());
        Assert.True((await site.Media.Agents.ViewAsync(Site.Attempt, Cancel)).Contested);
    }

    [Fact]
    public async Task A_new_engine_listens_for_a_minute_before_it_calls_a_session_silent()
    {
        var clock = new MovableClock();
        await using var site = new Site(time: clock);
        var ticket = await TicketAsync(site);
        using var first = new AgentClient(site, ticket);
        await first.OpenAsync();
        await site.RestartAsync();
        using var second = new AgentClient(site, ticket, "boot-2");

        Assert.Equal((HttpStatusCode)425, await second.OpenAsync());
        Assert.False((await site.Media.Agents.ViewAsync(Site.Attempt, Cancel)).Contested);
        clock.Advance(SessionRules.LeastSilence);
        Assert.Equal(HttpStatusCode.OK, await second.OpenAsync());
    }

    [Fact]
    public async Task A_new_engine_that_hears_of_the_first_session_calls_the_second_one_a_claimant()
    {
        var clock = new MovableClock();
        await using var site = new Site(time: clock);
        var ticket = await TicketAsync(site);
        using var first = new AgentClient(site, ticket);
        await first.OpenAsync();
        await site.RestartAsync();
        using var second = new AgentClient(site, ticket, "boot-2");
        Assert.Equal((HttpStatusCode)425, await second.OpenAsync());

        await first.PostAsync(AgentRoutes.Inventory, Inventory(), AgentJsonContext.Default.AgentInventory);

        Assert.Equal(HttpStatusCode.Conflict, await second.OpenAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task User_data_is_kept_from_a_boot_that_was_not_attested(bool isOrderedBefore)
    {
        var clock = new MovableClock();
        await using var site = new Site(time: clock);
        var ticket = await TicketAsync(site);
        using var first = new AgentClient(site, ticket);
        await first.OpenAsync();
        await site.Media.Agents.SubmitAsync(Site.Attempt, new AgentOrder.Quote("1-quote", [1], [4]), Cancel);
        await first.ResultAsync("1-quote", Attested());
        var order = await IdentityAsync(site, new Secret("join-token"));
        if (isOrderedBefore) await site.Media.Agents.SubmitAsync(Site.Attempt, order, Cancel);

        clock.Advance(SessionRules.LeastSilence);
        using var second = new AgentClient(site, ticket, "boot-2");
        await second.OpenAsync();
        if (!isOrderedBefore) await site.Media.Agents.SubmitAsync(Site.Attempt, order, Cancel);

        var failed = Assert.IsType<AgentAnswer.Failed>((await site.Media.Agents.ViewAsync(Site.Attempt, Cancel)).Answers[order.Id]);
        Assert.Equal((4027, FaultKind.AgentSilent), (failed.Fault.Diagnostic.Code.Number, failed.Fault.Kind));
        await site.RestartAsync();
        await site.Media.Agents.SubmitAsync(Site.Attempt, order, Cancel);
        Assert.IsType<AgentAnswer.Failed>((await site.Media.Agents.ViewAsync(Site.Attempt, Cancel)).Answers[order.Id]);
        await site.Media.Agents.SubmitAsync(Site.Attempt, new AgentOrder.Restart("1-restart"), Cancel);
        Assert.Equal("1-restart", (await second.NextAsync(0))?.Id);
    }

    [Fact]
    public async Task User_data_is_given_to_the_second_boot_once_it_answered_a_quote_itself()
    {
        var clock = new MovableClock();
        await using var site = new Site(time: clock);
        var ticket = await TicketAsync(site);
        using var first = new AgentClient(site, ticket);
        await first.OpenAsync();
        await site.Media.Agents.SubmitAsync(Site.Attempt, new AgentOrder.Identify("1-identify"), Cancel);
        await first.ResultAsync("1-identify", Attested());
        clock.Advance(SessionRules.LeastSilence);
        using var second = new AgentClient(site, ticket, "boot-2");
        await second.OpenAsync();
        await site.Media.Agents.SubmitAsync(Site.Attempt, new AgentOrder.Quote("1-quote", [1], [4]), Cancel);
        await second.ResultAsync("1-quote", Attested());
        await site.RestartAsync();

        await site.Media.Agents.SubmitAsync(Site.Attempt, await IdentityAsync(site, new Secret("join-token")), Cancel);

        Assert.Equal("join-token", Assert.IsType<AgentTask.WriteIdentity>(await second.NextAsync(0)).Identity.UserData);
    }

    [Fact]
    public async Task An_identity_without_user_data_is_given_to_the_second_boot()
    {
        var clock = new MovableClock();
        await using var site = new Site(time: clock);
        var ticket = await TicketAsync(site);
        using var first = new AgentClient(site, ticket);
        await first.OpenAsync();
        clock.Advance(SessionRules.LeastSilence);
        using var second = new AgentClient(site, ticket, "boot-2");
        await second.OpenAsync();

        await site.Media.Agents.SubmitAsync(Site.Attempt, await IdentityAsync(site, null), Cancel);

        Assert.IsType<AgentTask.WriteIdentity>(await second.NextAsync(0));
    }

    private static async Task<AgentOrder> IdentityAsync(Site site, Secret? userData) => new AgentOrder.WriteIdentity(
        "1-identity",
        new MachineIdentity
        {
            InstanceId = "i-1",
            Hostname = "n01",
            UserData = userData,
            PhoneHome = Site.Value(await site.Media.PhoneHome.OpenAsync(Site.Attempt, Cancel)),
        });

    private static async Task HeardAsync(Site site)
    {
        // A poll was taken when its request was counted, which nothing tells from outside: it is awaited that the session was heard of again.
        var opened = (await site.Media.Agents.ViewAsync(Site.Attempt, Cancel)).LastSeen;
        for (var look = 0; look < 500 && (await site.Media.Agents.ViewAsync(Site.Attempt, Cancel)).LastSeen == opened; look++)
            await Task.Delay(10, Cancel);
    }

    private static AgentInventory Inventory() => new(AgentClient.Uuid, "SN1", "Acme", "R1", "2.0", 4, "cpu", 2000, [], [], true, false, 12.5);

    private static AgentTaskResult.Attested Attested() => new(null, [1], [2], [3], [4], [5], "sha256", [new PcrValue(4, "aa")], [6]);

    private static async Task<AgentTicket> TicketAsync(Site site) => AgentTicket.TryRead((await site.PublishAsync()).Credential.ToArray())!;
}
