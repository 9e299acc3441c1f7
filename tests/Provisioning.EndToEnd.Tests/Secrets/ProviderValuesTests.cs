using Provisioning.Testing.Terraform;

namespace Provisioning.EndToEnd.Tests.Secrets;

/// <summary>Arguments of the provider that are not known when Terraform plans.</summary>
public sealed class ProviderValuesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_login_that_is_not_known_yet_is_asked_for_by_its_path_and_works_once_it_is_known()
    {
        await using var site = await Site.CreateAsync(1, _ => "", Token);
        var server = site.Rack["sim-1"];
        var head = Configurations.Head(site.MediaPort).Replace("username = \"admin\"", "username = terraform_data.account.output", StringComparison.Ordinal);
        const string Account = """

            resource "terraform_data" "account" {
              input = "admin"
            }

            """;

        // Nothing asks for the login, so that it is not known is no fault.
        await site.Workspace.WriteAsync("main.tf", head + Account + Configurations.BiosProfile("turbo", ("ProcTurboMode", "Enabled")), Token);
        (await site.Workspace.PlanAsync(Token)).Must(2);

        await site.Workspace.WriteAsync("main.tf", head + Account + Configurations.Server("sim-1", server), Token);
        (await site.Workspace.PlanAsync(Token)).Must(1).MustSay("credentials").MustSay("not known");
        Assert.Empty(server.Requests);
        (await site.Workspace.ApplyAsync(Token, "-target=terraform_data.account")).Must(0);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        (await site.Workspace.PlanAsync(Token)).Must(0);
    }
}
