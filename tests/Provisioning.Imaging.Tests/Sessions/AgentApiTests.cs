using System.Net;
using Provisioning.AgentContract.Inventories;
using Provisioning.AgentContract.Serialization;
using Provisioning.AgentContract.Sessions;
using Provisioning.AgentContract.Tasks;
using Provisioning.Imaging.Tests.Serving;
using Provisioning.Model.Agents;
using Provisioning.Model.Faults;
using Provisioning.Model.Security;
using Provisioning.Model.Servers;

namespace Provisioning.Imaging.Tests.Sessions;

public sealed class AgentApiTests
{
    private const string Attestation = "1/attest";

    private static readonly AgentInventory Inventory = new(
        AgentClient.Uuid, "SN1", "Acme", "R1", "2.0", 4, "cpu", 2000, [new InventoryNic("eth0", "52:54:00:00:00:01", "virtio_net", 1000, true)],
        [new InventoryDisk("nvme0n1", "NV1", null, "QEMU", 1 << 30, AgentContract.Disks.DiskType.Nvme, 512, true, null)], true, false, 12.5);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_ticket_opens_a_session_and_the_engine_sees_the_machine()
    {
        await using var site = new Site();
        using var agent = await AgentAsync(site);
        Assert.Equal(HttpStatusCode.OK, await agent.OpenAsync());
        var before = await site.Media.Agents.ViewAsync(Site.Attempt, Cancel);
        Assert.Null(before.Inventory);

        var waiting = site.Media.Agents.WaitAsync(Site.Attempt, before.Version, TimeSpan.FromSeconds(30), Cancel);
        Assert.Equal(HttpStatusCode.NoContent, await agent.PostAsync(AgentRoutes.Inventory, Inventory, AgentJsonContext.Default.AgentInventory));
        var view = await waiting;
        Assert.Equal(agent.SessionId, view.SessionId);
        Assert.Equal(Guid.Parse(AgentClient.Uuid), view.Inventory!.Uuid);
        Assert.Equal("boot-1", view.Inventory.BootId);
        Assert.Equal("nvme", Assert.Single(view.Inventory.Drives).Type);
        Assert.NotNull(view.LastSeen);
    }

    [Fact]
    public async Task The_same_key_gets_the_same_session_and_another_key_stops_the_attempt()
    {
        await using var site = new Site();
        using var first = await AgentAsync(site);
        using var second = await AgentAsync(site);
        await first.OpenAsync();
        var session = first.SessionId;
        Assert.Equal(HttpStatusCode.OK, await first.OpenAsync());
        Assert.Equal(session, first.SessionId);
        Assert.False((await site.Media.Agents.ViewAsync(Site.Attempt, Cancel)).Contested);

        Assert.Equal(HttpStatusCode.Conflict, await second.OpenAsync());
        Assert.True((await site.Media.Agents.ViewAsync(Site.Attempt, Cancel)).Contested);

        // Neither gets anything more: an order that is there is not handed out.
        await site.Media.Agents.SubmitAsync(Site.Attempt, new AgentOrder.Restart("1/restart"), Cancel);
        var asked = first.NextAsync(0);
        await Task.WhenAny(asked, Task.Delay(500, Cancel));
        Assert.False(asked.IsCompleted);
        await site.Media.Media.WithdrawAsync(Site.Attempt, Cancel);
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => asked);
    }

    [Fact]
    public async Task Wrong_tickets_attempts_and_signatures_are_refused()
    {
        await using var site = new Site();
        using var agent = await AgentAsync(site);
        Assert.Equal(HttpStatusCode.NotFound, await agent.OpenAsync(request => request with { Ticket = "guess" }));
        Assert.Equal(HttpStatusCode.Forbidden, await agent.OpenAsync(request => request with { Attempt = 2 }));
        Assert.Equal(HttpStatusCode.Forbidden, await agent.OpenAsync(request => request with { Epoch = 6 }));
        Assert.Equal(HttpStatusCode.Forbidden, await agent.OpenAsync(request => request with { Serial = "SN2" }));
        Assert.Equal(HttpStatusCode.Forbidden, await agent.OpenAsync(request => request with { PublicKey = "AAAA" }));
        Assert.Null((await site.Media.Agents.ViewAsync(Site.Attempt, Cancel)).SessionId);
        await site.Media.Media.WithdrawAsync(Site.Attempt, Cancel);
        Assert.Equal(HttpStatusCode.Gone, await agent.OpenAsync());
    }

    [Fact]
    public async Task Requests_with_another_body_path_or_counter_than_signed_are_refused()
    {
        await using var site = new Site();
        using var agent = await AgentAsync(site);
        await agent.OpenAsync();
        var body = AgentJson.Write(Inventory, AgentJsonContext.Default.AgentInventory);
        using (var changed = await agent.SendAsync(HttpMethod.Post, AgentRoutes.Inventory, body, signedBody: [1]))
            Assert.Equal(HttpStatusCode.Forbidden, changed.StatusCode);
        using (var moved = await agent.SendAsync(HttpMethod.Get, "/agent/v1/next?after=1", [], signedTarget: "/agent/v1/next?after=0"))
            Assert.Equal(HttpStatusCode.Forbidden, moved.StatusCode);
        using (var good = await agent.SendAsync(HttpMethod.Post, AgentRoutes.Inventory, body)) Assert.Equal(HttpStatusCode.NoContent, good.StatusCode);
        agent.Counter--;
        using (var replayed = await agent.SendAsync(HttpMethod.Post, AgentRoutes.Inventory, body)) Assert.Equal(HttpStatusCode.Forbidden, replayed.StatusCode);
        using var stranger = await site.Client.GetAsync(site.Address(AgentRoutes.NextTask(0)), Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
    }

    [Fact]
    public async Task Orders_reach_the_agent_and_answers_the_engine_once_each()
    {
        await using var site = new Site();
        using var agent = await AgentAsync(site);
        await agent.OpenAsync();
        var asked = agent.NextAsync(0);
        await site.Media.Agents.SubmitAsync(Site.Attempt, new AgentOrder.Quote(Attestation, [1, 2], [4, 11]), Cancel);
        var attest = Assert.IsType<AgentTask.Attest>(await asked);
        Assert.Equal([1, 2], attest.Nonce);
        Assert.Equal([4, 11], attest.Pcrs);
        await site.Media.Agents.SubmitAsync(Site.Attempt, new AgentOrder.Quote(Attestation, [9], [9]), Cancel);
        Assert.Equal([1, 2], Assert.IsType<AgentTask.Attest>(await agent.NextAsync(0)).Nonce);

        Assert.Equal(HttpStatusCode.NotFound, await agent.ResultAsync("unknown", Failed("BM4210")));
        Assert.Equal(HttpStatusCode.BadRequest, await agent.ResultAsync(attest.Id, new AgentTaskResult.Restarting()));
        Assert.Equal(HttpStatusCode.NoContent, await agent.ResultAsync(attest.Id, Quoted("aa")));
        Assert.Equal(HttpStatusCode.NoContent, await agent.ResultAsync(attest.Id, Quoted("bb")));
        var answer = (await site.Media.Agents.ViewAsync(Site.Attempt, Cancel)).Answers[Attestation];
        Assert.Equal("aa", Assert.IsType<AgentAnswer.Quoted>(answer).Pcrs[4]);
    }

    [Fact]
    public async Task Faults_of_the_agent_become_faults_that_remedies_are_chosen_by()
    {
        await using var site = new Site();
        using var agent = await AgentAsync(site);
        await agent.OpenAsync();
        (string Code, FaultKind Kind)[] cases = [("BM4203", FaultKind.DiskOccupied), ("BM4205", FaultKind.DigestMismatch), ("BM4299", FaultKind.Invalid)];
        foreach (var (code, kind) in cases)
        {
            await site.Media.Agents.SubmitAsync(Site.Attempt, new AgentOrder.WriteImage(code, Write(site)), Cancel);
            Assert.Equal(HttpStatusCode.NoContent, await agent.ResultAsync(code, Failed(code)));
            var failed = Assert.IsType<AgentAnswer.Failed>((await site.Media.Agents.ViewAsync(Site.Attempt, Cancel)).Answers[code]);
            Assert.Equal(kind, failed.Fault.Kind);
            Assert.Contains("what it saw", failed.Fault.Diagnostic.Seen, StringComparison.Ordinal);
        }

        await site.Media.Agents.SubmitAsync(Site.Attempt, new AgentOrder.Identify("id"), Cancel);
        await agent.ResultAsync("id", Failed("BM4215"));
        Assert.IsType<AgentAnswer.NoTpm>((await site.Media.Agents.ViewAsync(Site.Attempt, Cancel)).Answers["id"]);
    }

    [Fact]
    public async Task Image_and_phone_home_addresses_are_told_so_that_the_agent_reaches_them()
    {
        await using var site = new Site();
        using var agent = await AgentAsync(site);
        await agent.OpenAsync();
        await site.Media.Agents.SubmitAsync(Site.Attempt, new AgentOrder.WriteImage("1/write", Write(site)), Cancel);
        var write = Assert.IsType<AgentTask.WriteImage>(await agent.NextAsync(0));
        Assert.Equal("/image/t/os.raw", write.ImageUrl);
        Assert.Equal(42, write.SizeBytes);
        await agent.ResultAsync(write.Id, Failed("BM4210"));

        var ticket = Site.Value(await site.Media.PhoneHome.OpenAsync(Site.Attempt, Cancel));
        var identity = new MachineIdentity { InstanceId = "i-1", Hostname = "n01", UserData = new Secret("#cloud-config"), PhoneHome = ticket };
        await site.Media.Agents.SubmitAsync(Site.Attempt, new AgentOrder.WriteIdentity("1/identity", identity), Cancel);
        var task = Assert.IsType<AgentTask.WriteIdentity>(await agent.NextAsync(write.Sequence));
        Assert.Equal((Site.Attempt.Claim, "#cloud-config"), (task.Claim, task.Identity.UserData));
        Assert.Equal([$"127.0.0.1:{site.Media.Port}", $"10.0.2.2:{site.Media.Port}"], task.Identity.PhoneHome!.Urls.Select(url => new Uri(url).Authority));
    }

    [Fact]
    public async Task A_restarted_engine_goes_on_with_the_session_and_user_data_was_never_written_down()
    {
        var ledger = new Provisioning.Imaging.Ledger.MemoryMediaLedger();
        await using var site = new Site(ledger: ledger);
        using var agent = await AgentAsync(site);
        await agent.OpenAsync();
        await agent.PostAsync(AgentRoutes.Inventory, Inventory, AgentJsonContext.Default.AgentInventory);
        await site.Media.Agents.SubmitAsync(Site.Attempt, new AgentOrder.Quote(Attestation, [1], [4]), Cancel);
        await agent.ResultAsync((await agent.NextAsync(0))!.Id, Quoted("aa"));
        var identity = new MachineIdentity
        {
            InstanceId = "i-1",
            Hostname = "n01",
            UserData = new Secret("join-secret"),
            PhoneHome = Site.Value(await site.Media.PhoneHome.OpenAsync(Site.Attempt, Cancel)),
        };
        await site.Media.Agents.SubmitAsync(Site.Attempt, new AgentOrder.WriteIdentity("1/identity", identity), Cancel);
        var before = await agent.NextAsync(1);

        await site.RestartAsync();
        Assert.DoesNotContain("join-secret", string.Concat((await ledger.LoadAsync(Cancel)).Select(row => row.Json)), StringComparison.Ordinal);
        var view = await site.Media.Agents.ViewAsync(Site.Attempt, Cancel);
        Assert.Equal(agent.SessionId, view.SessionId);
        Assert.Equal("SN1", view.Inventory!.Serial);
        Assert.IsType<AgentAnswer.Quoted>(view.Answers[Attestation]);

        // The order's content comes back with the engine's second submission, under the same id and sequence.
        var asked = agent.NextAsync(1);
        await site.Media.Agents.SubmitAsync(Site.Attempt, new AgentOrder.WriteIdentity("1/identity", identity), Cancel);
        var after = await asked;
        Assert.Equal((before!.Id, before.Sequence), (after!.Id, after.Sequence));
        Assert.Equal(HttpStatusCode.NoContent, await agent.ResultAsync(after.Id, new AgentTaskResult.IdentityWritten(true, ["meta-data"], [])));
        Assert.True(Assert.IsType<AgentAnswer.IdentityWritten>((await site.Media.Agents.ViewAsync(Site.Attempt, Cancel)).Answers["1/identity"]).SeedWritten);
    }

    [Fact]
    public async Task An_attempt_that_is_over_leaves_one_small_row()
    {
        var ledger = new Provisioning.Imaging.Ledger.MemoryMediaLedger();
        await using var site = new Site(ledger: ledger);
        using var agent = await AgentAsync(site);
        await agent.OpenAsync();
        await site.Media.Agents.SubmitAsync(Site.Attempt, new AgentOrder.Quote(Attestation, [1], [4]), Cancel);
        await agent.ResultAsync((await agent.NextAsync(0))!.Id, Quoted("aa"));
        await site.Media.Media.WithdrawAsync(Site.Attempt, Cancel);
        var rows = (await ledger.LoadAsync(Cancel)).Where(row => row.Key != "port");
        Assert.True(Assert.Single(rows).Json.Length < 2000);
        using var late = await agent.SendAsync(HttpMethod.Get, AgentRoutes.NextTask(1), []);
        Assert.Equal(HttpStatusCode.Gone, late.StatusCode);
    }

    [Fact]
    public async Task Progress_is_shown_until_the_result_comes()
    {
        await using var site = new Site();
        using var agent = await AgentAsync(site);
        await agent.OpenAsync();
        await site.Media.Agents.SubmitAsync(Site.Attempt, new AgentOrder.WriteImage("w", Write(site)), Cancel);
        await agent.PostAsync(AgentRoutes.Progress("w"), new TaskProgress(50 << 20, 200 << 20, "write"), AgentJsonContext.Default.TaskProgress);
        Assert.Equal("write: 25 % of 200 MiB", (await site.Media.Agents.ViewAsync(Site.Attempt, Cancel)).Progress);
        await agent.ResultAsync("w", new AgentTaskResult.ImageWritten("NV1", "nvme0n1", 1 << 30, 42, "ab", 1, 2, false, []));
        var view = await site.Media.Agents.ViewAsync(Site.Attempt, Cancel);
        Assert.Null(view.Progress);
        Assert.Equal(new Provisioning.Model.Agents.ImageWritten("NV1", 1 << 30, 42, "ab", 1, 2), Assert.IsType<AgentAnswer.Written>(view.Answers["w"]).Result);
    }

    private static AgentTaskResult.Failed Failed(string code) => new(new AgentFault(code, "it failed", "what it saw"));

    private static AgentTaskResult.Attested Quoted(string digest) => new(null, [1], [2], [3], [4], [5], "sha256", [new PcrValue(4, digest)], [6]);

    private static ImageWrite Write(Site site) => new()
    {
        Source = site.Address("/image/t/os.raw"),
        Sha256 = new string('a', 64),
        SizeBytes = 42,
        Compression = "none",
        RootDisk = Model.Imaging.RootDiskHints.Any with { Type = "nvme" },
        AllowDataLoss = false,
        Marker = new DiskMarker("hall", "n01", Guid.Parse(AgentClient.Uuid), "SN1", new ClaimId(Site.Attempt.Claim)),
    };

    private static async Task<AgentClient> AgentAsync(Site site) =>
        new(site, AgentTicket.TryRead((await site.PublishAsync()).Credential.ToArray())!);
}
