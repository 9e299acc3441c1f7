using Provisioning.Model.Bios;
using Provisioning.Model.BmcConfiguration;
using Provisioning.Model.Collections;
using Provisioning.Model.Servers;

namespace Provisioning.Model.Tests.Servers;

public sealed class ManagedSettingsTests
{
    [Theory]
    [InlineData("bios.ProcTurboMode", true)]
    [InlineData("bios.Other", false)]
    [InlineData("bios.procturbomode", false)]
    [InlineData("firmware.nic.slot1", true)]
    [InlineData("firmware.bmc", false)]
    public void Patterns_take_exact_paths_and_prefixes_out(string path, bool taken) =>
        Assert.Equal(taken, UnmanagedPattern.Matches(["bios.ProcTurboMode", "firmware.nic*"], path));

    [Fact]
    public void A_setting_that_is_taken_out_is_not_managed()
    {
        var desired = Desired() with { Unmanaged = ["bios.A", "bmc_settings.host_name"] };
        Assert.Equal(["B"], ManagedSettings.Bios(desired).Keys);
        Assert.Equal([ManagedSettings.NtpServers], ManagedSettings.Bmc(desired).Keys);
    }

    [Fact]
    public void The_bmc_gets_the_servers_name_and_its_time_servers_in_order()
    {
        var settings = ManagedSettings.Bmc(Desired());
        Assert.Equal("n1", settings[ManagedSettings.HostName]);
        Assert.Equal("10.0.0.2,10.0.0.1", settings[ManagedSettings.NtpServers]);
    }

    [Fact]
    public void Documents_are_equal_when_their_ids_are() => Assert.Equal(
        new DocumentOf<BiosProfile>("a@sha256:1", new BiosProfile { Name = "a" }),
        new DocumentOf<BiosProfile>("a@sha256:1", new BiosProfile { Name = "other text of the same document" }));

    private static ServerDesired Desired() => new()
    {
        Name = "n1",
        Bmc = new BmcEndpoint("10.1.0.11", "default", [], null),
        BiosProfile = new DocumentOf<BiosProfile>(
            "p@sha256:1", new BiosProfile { Name = "p", Attributes = ValueMap<string, string>.Empty.Set("A", "1").Set("B", "2") }),
        BmcProfile = new DocumentOf<BmcProfile>(
            "b@sha256:1", new BmcProfile { Name = "b", NtpServers = ["10.0.0.2", "10.0.0.1"], HostName = BmcHostNameRule.ServerName }),
    };
}
