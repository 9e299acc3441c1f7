using Provisioning.Model.Diagnostics;
using Provisioning.Simulator.Definitions;
using Provisioning.Simulator.Faults;

namespace Provisioning.Simulator.Tests.Definitions;

public sealed class RackDefinitionTests
{
    [Fact]
    public void File_with_every_field_is_read_in_full()
    {
        var rack = Read(
            """
            name: lab
            servers:
              - name: big
                personality: tasks
                serial: SN1
                uuid: 6f0c2f0a-8f6b-4b7e-9c56-2d8f7a1b3c4d
                credentials: { username: root, password: calvin-01 }
                reader: { username: drift, password: drift-01 }
                postSeconds: 2.5
                power: on
                machine: qemu
                qemu: { memoryMiB: 256, cpus: 2, tpm: false }
                disks: [{ serial: D1, sizeGib: 2, type: nvme, model: M }]
                bios: { ProcTurboMode: Disabled }
                faults:
                  - { kind: drop, method: post, path: "*/Reset", skip: 2, count: 3, execute: true }
                  - { kind: rejectBios, attribute: ProcCores, count: 0 }
              - { name: "n{n}", count: 3, machine: simulated }
            """);
        Assert.Equal(["big", "n1", "n2", "n3"], rack.Servers.Select(server => server.Name));
        var big = rack.Servers[0];
        Assert.Equal(new MachineDefinition.Virtual(256, 2, false), big.Machine);
        Assert.Equal(new DiskDefinition("D1", 2L << 30, DiskMedium.Nvme, "M"), Assert.Single(big.Disks));
        Assert.Equal(new RackCredentials("drift", "drift-01"), big.Reader);
        Assert.Equal(TimeSpan.FromSeconds(2.5), big.PostTime);
        Assert.True(big.PoweredOn);
        Assert.Equal(FaultRule.Of(new WireFault.Drop(true), "POST", "*/Reset", 3, 2), big.Faults[0]);
        Assert.Equal(FaultRule.Of(new BmcFault.RejectBiosSetting("ProcCores"), count: null), big.Faults[1]);
        Assert.Equal(4, rack.Servers.Select(server => server.Serial).Distinct().Count());
        Assert.Equal(4, rack.Servers.Select(server => server.Uuid).Distinct().Count());
        Assert.DoesNotContain("calvin", big.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Identity_of_a_server_follows_from_its_name_and_is_the_same_each_time()
    {
        const string Text = "name: lab\nservers: [{ name: a }]";
        Assert.Equal(Read(Text), Read(Text));
    }

    [Theory]
    [InlineData("servers: [", "BM8401", null)]
    [InlineData("- a", "BM8401", null)]
    [InlineData("servers: []", "BM8402", "servers")]
    [InlineData("servers: [{ name: a, postSeconds: soon }]", "BM8402", "servers[0].postSeconds")]
    [InlineData("servers: [{ name: a, uuid: 12 }]", "BM8402", "servers[0].uuid")]
    [InlineData("servers: [{ name: a, reader: { username: drift } }]", "BM8402", "servers[0].reader.password")]
    [InlineData("servers: [{ name: a, machine: vax }]", "BM8402", "servers[0].machine")]
    [InlineData("servers: [{ name: a, qemu: { cpus: 1 } }]", "BM8402", "servers[0].qemu")]
    [InlineData("servers: [{ name: a, colour: red }]", "BM8403", "servers[0].colour")]
    [InlineData("servers: [{ name: a, faults: [{ kind: sulk }] }]", "BM8402", "servers[0].faults[0].kind")]
    [InlineData("servers: [{ name: a, personality: hal }]", "BM8404", "servers[0].personality")]
    [InlineData("servers: [{ name: a }, { name: a }]", "BM8405", "servers[1].name")]
    [InlineData("servers: [{ name: a, bios: { Nope: 1 } }]", "BM8403", "servers[0].bios.Nope")]
    [InlineData("servers: [{ name: a, bios: { ProcTurboMode: Perhaps } }]", "BM8402", "servers[0].bios.ProcTurboMode")]
    public void Mistake_is_named_with_its_code_and_path(string text, string code, string? path)
    {
        var failure = Assert.IsType<Outcome<RackDefinition>.Failure>(RackDefinition.Parse(text, "rack.yaml"));
        var diagnostic = Assert.Single(failure.Errors);
        Assert.Equal(code, diagnostic.Code.ToString());
        Assert.Equal(path, diagnostic.Path?.ToString());
    }

    [Theory]
    [InlineData("servers: { name: a }", "a map with the fields name")]
    [InlineData("servers: [{ name: [a, b] }]", "a list of 2 entries")]
    [InlineData("servers: [{ name: a, bios: { Nope: 1 } }]", "line 1, column 36: '1'. Its attributes are")]
    [InlineData("servers: [{ name: a, bios: { ProcTurboMode: Perhaps } }]", "line 1, column 45: 'Perhaps'")]
    public void Mistake_tells_what_stands_there(string text, string seen)
    {
        var failure = Assert.IsType<Outcome<RackDefinition>.Failure>(RackDefinition.Parse(text, "rack.yaml"));
        Assert.Contains(seen, failure.Errors[0].Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_named_not_only_the_first()
    {
        var outcome = RackDefinition.Parse("listen: nowhere\nbasePort: -1\nservers: [{ colour: red }]", "rack.yaml");
        Assert.Equal(4, outcome.Diagnostics.Count);
    }

    private static RackDefinition Read(string text) => RackDefinition.Parse(text, "rack.yaml").Match(
        success => success.Value,
        failure => throw new InvalidOperationException(string.Join("\n", failure.Errors)));
}
