using System.Text.Json.Nodes;
using Provisioning.Testing.Programs;
using Provisioning.Testing.Terraform;

namespace Provisioning.EndToEnd.Tests.Examples;

/// <summary>The policies of examples/terraform/ci on real plans. docs/guides/policy.md shows the same text.</summary>
public sealed class PolicyTests
{
    private const string Noon = "12:00";
    private const string Night = "23:30";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Guide => File.ReadAllText(BuiltPrograms.InRepository("docs", "guides", "policy.md"));

    [Theory]
    [InlineData("jq", "policy.jq")]
    [InlineData("rego", "policy.rego")]
    [InlineData("json", "policy.json")]
    public void Guide_shows_the_text_that_is_tested(string language, string file)
    {
        var text = File.ReadAllText(Path.Combine(Example.Folder("ci"), file));
        Assert.Contains($"```{language}\n{text}```\n", Guide, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_languages_have_the_same_policies()
    {
        string[] names = ["whole-plan", "delete", "data-loss", "rebuild", "reboots"];
        foreach (var file in (string[])["policy.jq", "policy.rego"])
        {
            var text = File.ReadAllText(Path.Combine(Example.Folder("ci"), file));
            Assert.All(names, name => Assert.Contains($"\"{name}: ", text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Policies_allow_and_deny_real_plans()
    {
        _ = BuiltPrograms.OnPath("jq");
        var image = TinyImage.Built;
        await using var site = await Site.CreateAsync(1, rack => Configuration(rack["sim-1"].Endpoint.Authority, rack["sim-1"].Definition.Serial, image), Token);
        var (workspace, server) = (site.Workspace, site.Rack["sim-1"]);
        File.Copy(Path.Combine(Example.Folder("ci"), "policy.jq"), Path.Combine(workspace.Folder, "policy.jq"));

        // A create that may take data: by day no, by night yes; its restarts are not known, and count as what the rules say.
        await PlanAsync("-var=data_loss=true");
        await DeniedAsync(Noon, Rules(), "data-loss: sim-1");
        await AllowedAsync(Night, Rules());
        await DeniedAsync(Night, Rules(reboots: 1), "reboots: 2 restarts, 1 are allowed");

        // The same without leave to take data.
        await PlanAsync();
        await AllowedAsync(Noon, Rules());
        (await workspace.ApplyAsync(Token)).Must(0);

        // Nothing to do: nothing can be wrong with it, however strict the rules are.
        await PlanAsync();
        await AllowedAsync(Noon, Rules(reboots: 0));

        // Only Terraform's own words change: last_change is still that of the create, and does not count.
        await PlanAsync("-var=data_loss=true");
        await AllowedAsync(Noon, Rules(reboots: 0));

        // A BIOS setting behind its back: one restart.
        Assert.True(server.SetBios("ProcTurboMode", "Disabled"));
        await PlanAsync();
        await AllowedAsync(Noon, Rules(reboots: 1));
        await DeniedAsync(Noon, Rules(reboots: 0), "reboots: 1 restarts, 0 are allowed");
        Assert.True(server.SetBios("ProcTurboMode", "Enabled"));

        // A rebuild needs a name on the list, and the night, for it takes the data.
        await PlanAsync("-var=data_loss=true", "-var=trigger=again");
        await DeniedAsync(Night, Rules(), "rebuild: sim-1");
        await DeniedAsync(Noon, Rules(rebuilds: "sim-1"), "data-loss: sim-1");
        await AllowedAsync(Night, Rules(rebuilds: "sim-1"));

        // A plan that cannot say what it does, because an argument is made by the same apply: taken for the worst.
        await PlanAsync("-var=later=true");
        await DeniedAsync(Night, Rules(), "rebuild: sim-1");
        await DeniedAsync(Noon, Rules(rebuilds: "sim-1"), "data-loss: sim-1");
        await DeniedAsync(Night, Rules(reboots: 1, rebuilds: "sim-1"), "reboots: 2 restarts, 1 are allowed");
        await AllowedAsync(Night, Rules(rebuilds: "sim-1"));

        // Destroying: the rule is that of the state, which is what `before` shows.
        await PlanAsync("-destroy", "-var=on_destroy=erase", "-var=data_loss=true");
        await DeniedAsync(Noon, Rules(), "delete: sim-1 would be destroyed (on_destroy = forget)");
        await AllowedAsync(Noon, Rules(deletes: "sim-1"));
        (await workspace.ApplyAsync(Token, "-var=on_destroy=erase", "-var=data_loss=true")).Must(0);

        // This version erases nothing, which the plan says; the policy would have denied it, too.
        (await workspace.TerraformAsync(Token, "plan", "-no-color", "-input=false", "-destroy")).Must(1).MustSay("BM0208");
        await EraseAsync();
        await DeniedAsync(Night, Rules(), "delete: sim-1 would be destroyed (on_destroy = erase)");
        await DeniedAsync(Noon, Rules(deletes: "sim-1"), "data-loss: sim-1");
        await AllowedAsync(Night, Rules(deletes: "sim-1"));

        // A plan that ended with an error, and a text that is none, are denied.
        await File.WriteAllTextAsync(Path.Combine(workspace.Folder, "plan.json"), """{ "format_version": "1.2", "errored": true, "resource_changes": [] }""", Token);
        await DeniedAsync(Noon, Rules(), "whole-plan");
        await workspace.WriteAsync("plan.json", "{}", Token);
        await DeniedAsync(Noon, Rules(), "whole-plan");

        async Task EraseAsync()
        {
            var plan = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(workspace.Folder, "plan.json"), Token))!;
            var change = plan["resource_changes"]!.AsArray().Single(each => (string?)each!["type"] == "baremetal_server")!["change"]!["before"]!;
            (change["on_destroy"], change["allow"]) = ("erase", new JsonObject { ["data_loss"] = true, ["reboot"] = true });
            await workspace.WriteAsync("plan.json", plan.ToJsonString(), Token);
        }

        async Task PlanAsync(params string[] more)
        {
            (await workspace.TerraformAsync(Token, ["plan", "-no-color", "-input=false", "-out=plan.bin", .. more])).Must(0);
            await workspace.WriteAsync("plan.json", (await workspace.TerraformAsync(Token, "show", "-json", "plan.bin")).Must(0).Output, Token);
        }

        async Task AllowedAsync(string now, string rules) => Assert.Equal("", (await JudgeAsync(now, rules)).Must(0).Output);

        async Task DeniedAsync(string now, string rules, string why) => (await JudgeAsync(now, rules)).Must(0).MustSay(why);

        async Task<CommandResult> JudgeAsync(string now, string rules)
        {
            await workspace.WriteAsync("rules.json", rules, Token);
            return await workspace.RunAsync("jq", Token, "-rn", "-f", "policy.jq", "--slurpfile", "rules", "rules.json", "--arg", "now", now, "plan.json");
        }
    }

    private static string Rules(int reboots = 4, string? deletes = null, string? rebuilds = null)
    {
        var rules = JsonNode.Parse(File.ReadAllText(Path.Combine(Example.Folder("ci"), "policy.json")))!.AsObject();
        rules["max_reboots"] = reboots;
        if (deletes is not null) rules["approved_deletes"] = new JsonArray(deletes);
        if (rebuilds is not null) rules["approved_rebuilds"] = new JsonArray(rebuilds);
        return rules.ToJsonString();
    }

    private static string Configuration(string address, string serial, TinyImage image) =>
        Configurations.BiosProfile("turbo", ("ProcTurboMode", "Enabled"))
        + Configurations.OsImage("tiny", image.File, image.Sha256)
        + $$"""

        variable "data_loss" {
          type    = bool
          default = false
        }

        variable "trigger" {
          type    = string
          default = null
        }

        variable "on_destroy" {
          type    = string
          default = null
        }

        variable "later" {
          type    = bool
          default = false
        }

        resource "terraform_data" "later" {
          count = var.later ? 1 : 0
        }

        resource "baremetal_server" "sim-1" {
          name         = "sim-1"
          bmc          = { address = "{{address}}", credential = "default" }
          expect       = { serial = "{{serial}}" }
          bios_profile = baremetal_bios_profile.turbo.ref
          os           = { image = baremetal_os_image.tiny.ref, rebuild_trigger = var.later ? terraform_data.later[0].id : var.trigger }
          allow        = { data_loss = var.data_loss }
          on_destroy   = var.on_destroy
        }
        """;
}
