using System.Security.Cryptography;
using System.Text;
using Provisioning.Agent.Tests.Support;
using Provisioning.AgentContract.Disks;
using Provisioning.AgentContract.Identities;
using Provisioning.AgentContract.Serialization;
using Provisioning.AgentContract.Sessions;
using Provisioning.AgentContract.Tasks;

namespace Provisioning.Agent.Tests.Contract;

public sealed class AgentContractTests
{
    private static readonly MachineIdentity Identity = new("i-1", "n01", "secret-user-data", null, new PhoneHomeSeed(["https://x/secret-token"], "pem", "i-1", "n01"));

    public static TheoryData<AgentTask> Tasks =>
    [
        new AgentTask.Attest("a", 1, [1, 2], [4, 11], "sha256"),
        new AgentTask.Activate("b", 2, [1], [2], [3]),
        new AgentTask.WriteImage("c", 3, "/image/x", "ab", ImageCompression.Zstandard, new RootDiskHints(800, null, DiskType.Nvme), true, AgentRun.Marker(), "cd", 5, Identity, true),
        new AgentTask.WriteIdentity("d", 4, "claim-1", Identity),
        new AgentTask.Reboot("e", 5),
        new AgentTask.PowerOff("f", 6),
    ];

    public static TheoryData<AgentTaskResult> Results =>
    [
        new AgentTaskResult.Attested(null, [1], [2], [3], [4], [5], "sha256", [new PcrValue(4, "00")], []),
        new AgentTaskResult.Activated([9]),
        new AgentTaskResult.ImageWritten("s", "nvme0n1", 1, 2, "ab", 3, 4, true, [new AgentFault("BM4211", "x", "y")]),
        new AgentTaskResult.IdentityWritten(true, ["user-data"], []),
        new AgentTaskResult.Restarting(),
        new AgentTaskResult.Failed(new AgentFault("BM4203", "x", "y")),
    ];

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Task_survives_the_wire(AgentTask task)
    {
        var json = AgentJson.Write(task, AgentJsonContext.Default.AgentTask);

        var read = AgentJson.TryRead(json, AgentJsonContext.Default.AgentTask);

        Assert.NotNull(read);
        Assert.Equal(task.GetType(), read.GetType());
        Assert.Equal(Encoding.UTF8.GetString(json), Encoding.UTF8.GetString(AgentJson.Write(read, AgentJsonContext.Default.AgentTask)));
        Assert.Equal((task.Id, task.Sequence), (read.Id, read.Sequence));
        Assert.DoesNotContain("secret", task.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Results))]
    public void Result_survives_the_wire(AgentTaskResult result)
    {
        var json = AgentJson.Write(result, AgentJsonContext.Default.AgentTaskResult);

        var read = AgentJson.TryRead(json, AgentJsonContext.Default.AgentTaskResult);

        Assert.NotNull(read);
        Assert.Equal(result.GetType(), read.GetType());
        Assert.Equal(Encoding.UTF8.GetString(json), Encoding.UTF8.GetString(AgentJson.Write(read, AgentJsonContext.Default.AgentTaskResult)));
    }

    [Fact]
    public void Names_on_the_wire_are_these()
    {
        var task = new AgentTask.WriteImage("c", 3, "/image/x", "ab", ImageCompression.Gzip, new RootDiskHints(Type: DiskType.Hdd), false, AgentRun.Marker());

        Assert.Equal(
            """{"kind":"writeImage","imageUrl":"/image/x","sha256":"ab","compression":"gz","rootDisk":{"minSizeGib":null,"maxSizeGib":null,"type":"hdd","serial":null,"wwn":null,"model":null},"allowDataLoss":false,"marker":{"site":"hall-1","serverName":"n01","uuid":"uuid-1","serial":"SN0001","claim":"claim-1","state":"unfinished","taskId":null,"imageSha256":null,"rawSha256":null,"bytesWritten":null},"diskSha256":null,"sizeBytes":null,"identity":null,"mayRewriteOwn":false,"id":"c","sequence":3}""",
            Encoding.UTF8.GetString(AgentJson.Write<AgentTask>(task, AgentJsonContext.Default.AgentTask)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"kind":"reboot"}""")]
    [InlineData("""{"kind":"fly","id":"a","sequence":1}""")]
    [InlineData("""{"id":"a","sequence":1}""")]
    [InlineData("""{"kind":"reboot","id":null,"sequence":1}""")]
    [InlineData("""{"kind":"attest","id":"a","sequence":1,"nonce":"not base64","pcrs":[],"bank":"sha256"}""")]
    public void Garbage_is_no_task(string json) =>
        Assert.Null(AgentJson.TryRead(Encoding.UTF8.GetBytes(json), AgentJsonContext.Default.AgentTask));

    [Fact]
    public void Member_of_a_newer_version_and_order_do_not_matter() =>
        Assert.IsType<AgentTask.Reboot>(AgentJson.TryRead("""{"sequence":1,"new":{"a":[1]},"id":"a","kind":"reboot"}"""u8, AgentJsonContext.Default.AgentTask));

    [Fact]
    public void Task_of_an_older_engine_gives_no_leave_to_write_a_finished_disk()
    {
        var task = new AgentTask.WriteImage("c", 3, "/image/x", "ab", ImageCompression.Gzip, new RootDiskHints(), false, AgentRun.Marker(), MayRewriteOwn: true);
        var json = Encoding.UTF8.GetString(AgentJson.Write<AgentTask>(task, AgentJsonContext.Default.AgentTask));

        var read = AgentJson.TryRead(Encoding.UTF8.GetBytes(json.Replace(",\"mayRewriteOwn\":true", "", StringComparison.Ordinal)), AgentJsonContext.Default.AgentTask);

        Assert.False(Assert.IsType<AgentTask.WriteImage>(read).MayRewriteOwn);
    }

    [Fact]
    public void Ticket_is_read_from_its_file_and_not_shown()
    {
        var ticket = new AgentTicket(["https://10.0.0.5:8443"], "pem", TestEngine.Ticket, 2, 3, "n01", 4);

        var read = AgentTicket.TryRead(ticket.ToJson());

        Assert.Equal(ticket.Ticket, read?.Ticket);
        Assert.Equal(ticket.Endpoints, read?.Endpoints);
        Assert.DoesNotContain(ticket.Ticket, ticket.ToString(), StringComparison.Ordinal);
        Assert.Null(AgentTicket.TryRead("{}"u8));
    }

    [Fact]
    public void Signature_holds_for_its_message_and_key_only()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var message = AgentSignatures.RequestMessage("POST", "/agent/v1/inventory", 7, "body"u8);
        var signature = AgentSignatures.Sign(key, message);

        Assert.Equal(64, Convert.FromBase64String(signature).Length);
        Assert.True(AgentSignatures.Verify(AgentSignatures.PublicKey(key), message, signature));
        Assert.False(AgentSignatures.Verify(AgentSignatures.PublicKey(other), message, signature));
        Assert.False(AgentSignatures.Verify(AgentSignatures.PublicKey(key), AgentSignatures.RequestMessage("POST", "/agent/v1/inventory", 8, "body"u8), signature));
        Assert.False(AgentSignatures.Verify("garbage", message, signature));
        Assert.False(AgentSignatures.Verify(AgentSignatures.PublicKey(key), message, "garbage"));
    }

    [Fact]
    public void Key_of_another_curve_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        Assert.False(AgentSignatures.Verify(AgentSignatures.PublicKey(key), "m"u8, AgentSignatures.Sign(key, "m"u8)));
    }

    [Fact]
    public void Signed_text_is_this() => Assert.Equal(
        "GET\n/agent/v1/next?after=3\n12\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        Encoding.UTF8.GetString(AgentSignatures.RequestMessage("GET", AgentRoutes.NextTask(3), 12, [])));
}
