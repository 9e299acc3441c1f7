using System.Text.Json;
using Provisioning.EndToEnd.Tests.WholePath;
using Provisioning.Simulator.Racks;
using Provisioning.Testing.Programs;
using Provisioning.Testing.Terraform;

namespace Provisioning.EndToEnd.Tests.Interruption;

/// <summary>A site whose apply is stopped half-way, and what must be so after it.</summary>
internal static class InterruptedSite
{
    /// <summary>One restart into the agent's boot window, one into the installed system.</summary>
    public const int RestartsOfOneProvisioning = 2;

    public const string BiosSettings = "/redfish/v1/*Bios/*";

    public const string Reset = "/redfish/v1/*ComputerSystem.Reset";

    /// <summary>A machine that is in POST for a while after each restart.</summary>
    public static Task<Site> CreateAsync(TimeSpan post, CancellationToken cancellationToken) => Site.CreateAsync(
        1, server => server with { PostTime = post }, rack => WholePathTests.Everything(rack, TinyImage.Built), cancellationToken);

    /// <summary>An apply at the head of its own process group, as at a terminal.</summary>
    public static RunningCommand Start(Site site) => site.Workspace.StartTerraformGroup("apply", "-no-color", "-input=false", "-auto-approve");

    /// <summary>Waits until the machine has been restarted, so that the apply waits for its agent.</summary>
    public static Task UntilRestartedAsync(Site site, RunningCommand apply, CancellationToken cancellationToken) =>
        apply.UntilAsync(() => site.Rack["sim-1"].BootCount > 0, "the machine is restarted", cancellationToken);

    /// <summary>Nothing in the state is marked for replacement, and the half-made server is not there at all.</summary>
    public static async Task AssertNothingTaintedAsync(Site site, CancellationToken cancellationToken)
    {
        var shown = (await site.Workspace.TerraformAsync(cancellationToken, "show", "-json", "-no-color")).Must(0).Output;
        using var json = JsonDocument.Parse(shown);
        Assert.DoesNotContain("\"tainted\"", shown, StringComparison.Ordinal);
        (await site.Workspace.TerraformAsync(cancellationToken, "state", "list", "-no-color")).Must(0).MustNotSay("baremetal_server");
    }

    /// <summary>The next apply finishes what was begun, with no restart and no setting made twice.</summary>
    public static async Task AssertFinishesAsync(Site site, CancellationToken cancellationToken)
    {
        var server = site.Rack["sim-1"];
        (await site.Workspace.ApplyAsync(cancellationToken)).Must(0).MustNotSay("tainted");
        (await site.Workspace.PlanAsync(cancellationToken)).Must(0);
        Assert.Equal("Enabled", server.Bios["ProcTurboMode"]);
        Assert.Equal(RestartsOfOneProvisioning, server.BootCount);
        Assert.Single(Settings(server));
    }

    /// <summary>The requests that set BIOS attributes.</summary>
    public static IEnumerable<string> Settings(RackServer server) =>
        Site.Writes(server).Where(write => write.StartsWith("PATCH ", StringComparison.Ordinal) && write.Contains("/Bios/", StringComparison.Ordinal));
}
