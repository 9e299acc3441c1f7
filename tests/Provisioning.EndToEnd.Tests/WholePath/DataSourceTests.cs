using System.Text.Json;
using Provisioning.Simulator.Faults;
using Provisioning.Testing.Terraform;

namespace Provisioning.EndToEnd.Tests.WholePath;

/// <summary>Data sources through the real terraform: they ask, and change nothing.</summary>
public sealed class DataSourceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Discovery_and_a_server_of_the_store_are_read_and_nothing_is_written()
    {
        await using var site = await Site.CreateAsync(2, rack => Configurations.Server("sim-1", rack["sim-1"]), Token);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        site.Rack["sim-1"].ForgetRequests();
        var (first, second) = (site.Rack["sim-1"], site.Rack["sim-2"]);
        await site.ConfigureAsync(Configurations.Server("sim-1", first) + $$"""

            data "baremetal_discovery" "row" {
              targets    = ["{{first.Endpoint.Authority}}", "{{second.Endpoint.Authority}}", "127.0.0.1:1"]
              credential = "default"
            }

            data "baremetal_server" "known" {
              name = "sim-1"
            }

            output "bmcs" { value = { for bmc in data.baremetal_discovery.row.bmcs : bmc.address => bmc } }
            output "known" { value = data.baremetal_server.known }
            """, Token);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        var text = (await site.Workspace.TerraformAsync(Token, "output", "-json", "-no-color")).Must(0).Output;
        using var json = JsonDocument.Parse(text);
        var bmcs = json.RootElement.GetProperty("bmcs").GetProperty("value");
        var known = json.RootElement.GetProperty("known").GetProperty("value");

        Assert.Equal(second.Definition.Serial, bmcs.GetProperty(second.Endpoint.Authority).GetProperty("serial").GetString());
        Assert.Equal("sim-1", bmcs.GetProperty(first.Endpoint.Authority).GetProperty("enrolled_as").GetString());
        Assert.StartsWith("BM10", bmcs.GetProperty("127.0.0.1:1").GetProperty("fault").GetString(), StringComparison.Ordinal);
        Assert.Equal(first.Definition.Serial, known.GetProperty("serial").GetString());
        Assert.Equal("yes", known.GetProperty("conditions").GetProperty("reachable").GetString());
        Assert.Empty(Site.Writes(first));
        Assert.Empty(Site.Writes(second));
    }

    [Fact]
    public async Task A_BMC_that_answers_once_and_not_again_changes_neither_the_order_nor_the_others_and_is_named_once()
    {
        await using var site = await Site.CreateAsync(3, rack => $$"""

            data "baremetal_discovery" "row" {
              targets    = [{{string.Join(", ", rack.Servers.Reverse().Select(server => $"\"{server.Endpoint.Authority}\""))}}]
              credential = "default"
            }

            output "bmcs" { value = data.baremetal_discovery.row.bmcs }
            """, Token);
        var flapping = site.Rack["sim-2"];
        flapping.AddFault(FaultRule.Of(new WireFault.Drop(Execute: false), path: "/redfish/v1/*", count: null, skip: 1));
        var wanted = site.Rack.Servers.Reverse().Select(server => (string?)server.Endpoint.Authority).ToList();

        var (addresses, serials, faults) = await ReadAsync();
        Assert.Equal(wanted, addresses);
        Assert.Equal([site.Rack["sim-3"].Definition.Serial, null, site.Rack["sim-1"].Definition.Serial], serials);
        Assert.Equal([null, "BM10", null], faults.Select(fault => fault?[..4]));

        flapping.ClearFaults();
        (addresses, serials, faults) = await ReadAsync();
        Assert.Equal(wanted, addresses);
        Assert.DoesNotContain(null, serials);
        Assert.All(faults, Assert.Null);

        async Task<(List<string?> Addresses, List<string?> Serials, List<string?> Faults)> ReadAsync()
        {
            (await site.Workspace.ApplyAsync(Token)).Must(0);
            using var json = JsonDocument.Parse((await site.Workspace.TerraformAsync(Token, "output", "-json", "-no-color", "bmcs")).Must(0).Output);
            return (Each("address"), Each("serial"), Each("fault"));

            List<string?> Each(string member) => [.. json.RootElement.EnumerateArray().Select(bmc => bmc.GetProperty(member).GetString())];
        }
    }

    [Fact]
    public async Task A_server_that_the_store_does_not_have_and_a_misspelt_target_are_coded_errors_at_their_paths()
    {
        await using var site = await Site.CreateAsync(1, _ => """

            data "baremetal_server" "nobody" {
              name = "nobody"
            }
            """, Token);
        (await site.Workspace.PlanAsync(Token)).Must(1).MustSay("BM8209").MustSay("nobody");
        await site.ConfigureAsync("""

            data "baremetal_discovery" "none" {
              targets = []
            }
            """, Token);
        (await site.Workspace.TerraformAsync(Token, "validate", "-no-color")).Must(1).MustSay("BM0104").MustSay("targets");
        Assert.Empty(Site.Writes(site.Rack["sim-1"]));
    }
}
