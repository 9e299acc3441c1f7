using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Provisioning.Simulator.Faults;
using Provisioning.Simulator.Racks;
using Provisioning.Testing.Programs;
using Provisioning.Testing.Terraform;

namespace Provisioning.EndToEnd.Tests.BadInput;

/// <summary>Wrong input through the real terraform: a coded diagnostic that names the attribute, and nothing touched.</summary>
public sealed class BadInputTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("NoSuchAttribute", "Enabled", "BM3001")]
    [InlineData("ProcTurboMode", "Sideways", "BM3002")]
    [InlineData("ProcModel", "Another", "BM3005")]
    public async Task A_bios_attribute_that_cannot_be_so_is_refused_at_plan(string attribute, string value, string code)
    {
        await using var site = await Site.CreateAsync(1, rack => BiosServer(rack, attribute, value), Token);
        (await site.Workspace.PlanAsync(Token)).Must(1).MustSay(code).MustSay(attribute).MustSay(value);
        Assert.Empty(Site.Writes(site.Rack["sim-1"]));
    }

    [Fact]
    public async Task A_digest_that_does_not_match_is_refused_and_never_booted()
    {
        var image = TinyImage.Built with { Sha256 = new string('0', 64) };
        await using var site = await Site.CreateAsync(1, rack => ImageServer(rack, image), Token);
        (await site.Workspace.ApplyAsync(Token)).Must(1).MustSay("BM4");
    }

    [Fact]
    public async Task An_unknown_image_format_is_refused_by_validate()
    {
        await using var site = await Site.CreateAsync(1, rack => ImageServer(rack, TinyImage.Built).Replace("\"raw\"", "\"floppy\""), Token);
        (await site.Workspace.TerraformAsync(Token, "validate", "-no-color")).Must(1).MustSay("BM0").MustSay("format");
    }

    [Fact]
    public async Task A_wrong_password_is_tried_twice_at_most_over_many_commands()
    {
        await using var site = await Site.CreateAsync(1, rack => BiosServer(rack, "ProcTurboMode", "Enabled"), Token);
        site.Workspace.Set("BMC_PASSWORD", "wrong");
        for (var command = 0; command < 5; command++) (await site.Workspace.ApplyAsync(Token)).Must(1).MustSay("BM1");
        Assert.InRange(site.Rack["sim-1"].FailedLogins, 1, 2);
    }

    [Fact]
    public async Task A_changed_certificate_is_refused_until_it_is_trusted()
    {
        await using var site = await Site.CreateAsync(1, rack => BiosServer(rack, "ProcTurboMode", "Enabled"), Token);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        var server = site.Rack["sim-1"];
        server.ReplaceCertificate();
        Assert.True(server.SetBios("ProcTurboMode", "Disabled"));
        (await site.Workspace.ApplyAsync(Token)).MustSay("trust");
        Assert.Equal("Disabled", server.Bios["ProcTurboMode"]);
        (await site.Workspace.BaremetalAsync(Token, "trust", "sim-1")).Must(0);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        Assert.Equal("Enabled", server.Bios["ProcTurboMode"]);
    }

    [Fact]
    public async Task An_unreachable_bmc_at_plan_is_a_warning_and_the_last_known_state()
    {
        await using var site = await Site.CreateAsync(1, rack => BiosServer(rack, "ProcTurboMode", "Enabled"), Token);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        site.Rack["sim-1"].SetReachable(false);
        (await site.Workspace.PlanAsync(Token)).Must(0).MustSay("Warning").MustSay("BM1");
    }

    [Fact]
    public async Task Two_servers_with_one_address_are_refused()
    {
        await using var site = await Site.CreateAsync(1, rack => Configurations.Server("a", rack["sim-1"]) + Configurations.Server("b", rack["sim-1"]), Token);
        (await site.Workspace.ApplyAsync(Token)).Must(1).MustSay("BM02");
    }

    [Fact]
    public async Task An_unreachable_bmc_at_plan_is_an_error_where_that_is_asked_for()
    {
        await using var site = await Site.CreateAsync(1, rack => BiosServer(rack, "ProcTurboMode", "Enabled"), Token);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        site.Workspace.Set("BAREMETAL_ON_UNREACHABLE", "fail");
        site.Rack["sim-1"].SetReachable(false);
        (await site.Workspace.PlanAsync(Token)).Must(1).MustSay("Error").MustSay("BM10");
    }

    [Theory]
    [InlineData("malformed", "BM1")]
    [InlineData("huge", "BM1")]
    [InlineData("redirects", "BM1")]
    public async Task A_bmc_that_answers_nonsense_gets_a_coded_error(string nonsense, string code)
    {
        await using var site = await Site.CreateAsync(1, rack => BiosServer(rack, "ProcTurboMode", "Enabled"), Token);
        WireFault fault = nonsense switch
        {
            "huge" => new WireFault.HugeBody(200),
            "redirects" => new WireFault.RedirectLoop(),
            _ => new WireFault.MalformedJson(),
        };
        site.Rack["sim-1"].AddFault(FaultRule.Of(fault, "GET", "/redfish/v1/Systems/*", count: null));
        (await site.Workspace.ApplyAsync(Token)).Must(1).MustSay(code).MustSay("sim-1");
        Assert.Empty(Site.Writes(site.Rack["sim-1"]));
    }

    [Fact]
    public async Task A_bmc_that_stops_in_the_middle_of_an_answer_is_asked_again()
    {
        await using var site = await Site.CreateAsync(1, rack => BiosServer(rack, "ProcTurboMode", "Enabled"), Token);
        site.Rack["sim-1"].AddFault(FaultRule.Of(new WireFault.HangMidBody(), "GET", "/redfish/v1/Systems/*"));
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        Assert.Equal("Enabled", site.Rack["sim-1"].Bios["ProcTurboMode"]);
    }

    [Fact]
    public async Task A_root_disk_that_no_disk_matches_is_refused_by_the_agent()
    {
        await using var site = await Site.CreateAsync(
            1, rack => ImageServer(rack, TinyImage.Built).Replace(".tiny.ref }", ".tiny.ref, root_disk = { serial = \"NO-SUCH-DISK\" } }"), Token);
        (await site.Workspace.ApplyAsync(Token)).Must(1).MustSay("BM42").MustSay("NO-SUCH-DISK");
    }

    [Fact]
    public async Task A_media_port_that_another_program_has_is_named_before_a_machine_is_touched()
    {
        await using var site = await Site.CreateAsync(1, rack => ImageServer(rack, TinyImage.Built), Token);
        using var other = new TcpListener(IPAddress.Loopback, site.MediaPort);
        other.Start();
        (await site.Workspace.ApplyAsync(Token)).Must(1).MustSay("BM4020").MustSay(site.MediaPort.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(0, site.Rack["sim-1"].BootCount);
    }

    [Fact]
    public async Task A_store_that_a_newer_version_wrote_is_not_opened()
    {
        await using var site = await Site.CreateAsync(1, rack => BiosServer(rack, "ProcTurboMode", "Enabled"), Token);
        (await site.Workspace.ApplyAsync(Token)).Must(0);
        (await site.Workspace.BaremetalAsync(Token, "engine", "stop")).Must(0);
        var journal = Path.Combine(site.Workspace.Store, "journal.db");
        const string Age = "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); "
            + "db.execute(\"UPDATE meta SET value = '999' WHERE key IN ('format', 'min_reader', 'min_writer')\"); db.commit()";
        (await Command.RunAsync("python3", ["-c", Age, journal], "/", new Dictionary<string, string>(), Token)).Must(0);
        (await site.Workspace.PlanAsync(Token)).Must(1).MustSay("BM8").MustSay("999");
    }

    [Fact]
    public async Task A_full_disk_below_the_store_touches_no_machine()
    {
        await using var site = await Site.CreateAsync(1, rack => ImageServer(rack, TinyImage.Built), Token);
        await using var disk = await SmallDisk.MountAsync(site.Workspace.StateFolder, 1, Token);

        (await site.Workspace.ApplyAsync(Token)).Must(1).MustSay("BM").MustNotSay("panic");

        Assert.Equal(0, site.Rack["sim-1"].BootCount);
        await site.Workspace.BaremetalAsync(Token, "engine", "stop");
    }

    private static string BiosServer(Rack rack, string attribute, string value) =>
        Configurations.BiosProfile("profile", (attribute, value))
        + Configurations.Server("sim-1", rack["sim-1"], "bios_profile = baremetal_bios_profile.profile.ref");

    private static string ImageServer(Rack rack, TinyImage image) =>
        Configurations.OsImage("tiny", image.File, image.Sha256)
        + Configurations.Server("sim-1", rack["sim-1"], "os = { image = baremetal_os_image.tiny.ref }");
}
