using Provisioning.Schema.Bios;
using Provisioning.Schema.Checking;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Documents;
using Provisioning.Schema.Firmware;
using Provisioning.Schema.Imaging;
using Provisioning.Schema.Servers;
using Provisioning.Schema.Values;
using static Provisioning.Schema.Tests.Configurations;

namespace Provisioning.Schema.Tests.Checking;

public sealed class ConfigurationCheckTests
{
    [Fact]
    public void Good_configurations_have_no_errors()
    {
        Assert.Empty(ConfigurationCheck.Of(ServerSchema.Description, Server()));
        Assert.Empty(ConfigurationCheck.Of(BiosProfileSchema.Description, Object(("name", Text("gpu")), ("attributes", Object(("ProcTurboMode", Text("Enabled")))))));
        Assert.Empty(ConfigurationCheck.Of(FirmwareBaselineSchema.Description, Object(("name", Text("fw")), ("components", Object(("bios", Object(("version", Text("2.6.3")))))))));
        Assert.Empty(ConfigurationCheck.Of(OsImageSchema.Description, OsImage()));
        Assert.Empty(ConfigurationCheck.Of(BmcConfiguration.BmcProfileSchema.Description, BmcProfile()));
    }

    [Theory]
    [InlineData("10.1.0.11")]
    [InlineData("127.0.0.1:8443")]
    [InlineData("bmc-7.site.example")]
    [InlineData("bmc-7.site.example:443")]
    [InlineData("https://10.1.0.11")]
    [InlineData("https://10.1.0.11:8443/")]
    [InlineData("fd00::11")]
    [InlineData("[fd00::11]")]
    [InlineData("[fd00::11]:8443")]
    public void Address_is_accepted(string address) => Assert.Empty(CheckServer("bmc.address", Text(address)));

    [Theory]
    [InlineData("")]
    [InlineData("10.1.0.300")]
    [InlineData("10.1.0")]
    [InlineData("010.1.0.11")]
    [InlineData("0x0a01000b")]
    [InlineData("10.1.0.11:99999")]
    [InlineData("10.1.0.11:")]
    [InlineData("10.1.0.11/redfish")]
    [InlineData("http://10.1.0.11")]
    [InlineData("https://user:pw@10.1.0.11")]
    [InlineData("ftp://10.1.0.11")]
    [InlineData("two words")]
    [InlineData("[fd00::11")]
    [InlineData("bmc..site")]
    [InlineData("münchen.example")]
    [InlineData("10.1.0.11?x=1")]
    public void Address_is_refused(string address) => AssertSingle("BM0109", "bmc.address", CheckServer("bmc.address", Text(address)));

    public static TheoryData<string, Value, string, string> ServerFaults => new()
    {
        { "name", Value.Null, "BM0101", "name" },
        { "name", Text("Gpu_N01"), "BM0105", "name" },
        { "name", Text(new string('a', 64)), "BM0105", "name" },
        { "name", Value.Of(5L), "BM0102", "name" },
        { "bmc", Value.Null, "BM0101", "bmc" },
        { "bmc", Text("10.1.0.11"), "BM0102", "bmc" },
        { "bmc.credential", Value.Null, "BM0101", "bmc.credential" },
        { "bmc.bootstrap_credentials", Value.Of([Text("ok"), Text("Not OK")]), "BM0105", "bmc.bootstrap_credentials[1]" },
        { "bmc.bootstrap_credentials", Value.Of([Value.Null]), "BM0112", "bmc.bootstrap_credentials[0]" },
        { "bmc.port", Value.Of(1L), "BM0108", "bmc.port" },
        { "power", Text("On"), "BM0103", "power" },
        { "location", Object(("slot", Value.Of(0L))), "BM0104", "location.slot" },
        { "location", Object(("slot", Number("1.5"))), "BM0104", "location.slot" },
        { "location", Object(("slot", Number("1e300"))), "BM0104", "location.slot" },
        { "expect", Object(("uuid", Text("4c4c4544"))), "BM0105", "expect.uuid" },
        { "disruption", Text("never"), "BM0103", "disruption" },
        { "on_destroy", Text("erase"), "BM0107", "on_destroy" },
        { "on_destroy", Text("release"), "BM0103", "on_destroy" },
        { "timeouts", Object(("create", Text("90"))), "BM0105", "timeouts.create" },
        { "timeouts", Object(("create", Text("30m1h"))), "BM0105", "timeouts.create" },
        { "allow", Object(("data_loss", Text("true"))), "BM0102", "allow.data_loss" },
        { "unmanaged", Text("bios.X"), "BM0102", "unmanaged" },
        { "id", Text("mine"), "BM0111", "id" },
        { "expect", Object(), "BM0124", "expect" },
        { "expect", Object(("serial", Value.Null), ("uuid", Value.Null)), "BM0124", "expect" },
        { "location", Object(), "BM0124", "location" },
        { "allow", Object(), "BM0124", "allow" },
        { "readiness", Object(), "BM0124", "readiness" },
        { "timeouts", Object(), "BM0124", "timeouts" },
        { "unmanaged", Texts("bios.ProcTurboMode", "bois.Foo"), "BM0127", "unmanaged[1]" },
        { "unmanaged", Texts("bios"), "BM0127", "unmanaged[0]" },
        { "unmanaged", Texts("bios."), "BM0127", "unmanaged[0]" },
        { "unmanaged", Texts("bios.*Mode"), "BM0127", "unmanaged[0]" },
        { "unmanaged", Texts("Bios.ProcTurboMode"), "BM0127", "unmanaged[0]" },
        { "os", Object(("hostname", Text("ok"))), "BM0101", "os.image" },
    };

    [Theory]
    [MemberData(nameof(ServerFaults))]
    public void Server_fault_gets_one_code_at_one_path(string attribute, Value value, string code, string path)
    {
        var config = Set(Server(), attribute, value);
        if (attribute == "os") config = config.With("expect", Object(("serial", Text("7XK2B04"))));

        AssertSingle(code, path, ConfigurationCheck.Of(ServerSchema.Description, config));
    }

    [Theory]
    [InlineData("format", "vmdk", "BM0103")]
    [InlineData("sha256", "abc", "BM0105")]
    [InlineData("sha256", "9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08", "BM0105")]
    [InlineData("url", "ftp://images.example/x.raw", "BM0110")]
    [InlineData("url", "images/x.raw", "BM0110")]
    [InlineData("url", "/images/x.raw", "BM0110")]
    [InlineData("url", "https://user:secret@images.example/x.raw", "BM0110")]
    [InlineData("url", "file://host/x.raw", "BM0110")]
    [InlineData("url", "", "BM0110")]
    [InlineData("name", "a@b", "BM0105")]
    public void Image_fault_gets_one_code_at_one_path(string attribute, string text, string code)
    {
        var errors = ConfigurationCheck.Of(OsImageSchema.Description, OsImage().With(attribute, Text(text)));
        AssertSingle(code, attribute, errors);
        Assert.DoesNotContain("secret", errors[0].Summary + errors[0].Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bios.ProcTurboMode")]
    [InlineData("firmware.nic*")]
    [InlineData("bmc_settings.ntp_servers")]
    [InlineData("boot.order")]
    [InlineData("bios.*")]
    [InlineData("bios*")]
    [InlineData("*")]
    public void Unmanaged_path_is_accepted(string path) => Assert.Empty(CheckServer("unmanaged", Texts(path)));

    [Theory]
    [InlineData("bois.Foo", "bios.Foo")]
    [InlineData("BIOS.Foo", "bios.Foo")]
    [InlineData("frmware.nic*", "firmware.nic*")]
    [InlineData("bmc_setting.ntp_servers", "bmc_settings.ntp_servers")]
    public void Unmanaged_path_with_another_root_is_refused_with_the_nearest(string path, string near)
    {
        var error = Assert.Single(CheckServer("unmanaged", Texts(path)));
        Assert.Contains($"Did you mean \"{near}\"?", error.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_object_is_told_what_could_stand_in_it()
    {
        var error = Assert.Single(CheckServer("expect", Object(("serial", Value.Null), ("uuid", Value.Null))));
        Assert.Contains("serial, uuid", error.Seen, StringComparison.Ordinal);
        Assert.Empty(CheckServer("expect", Object(("serial", Value.Unknown))));
        Assert.Empty(CheckServer("expect", Value.Null));
    }

    [Fact]
    public void Root_disk_without_a_hint_or_with_bounds_the_wrong_way_round_is_refused()
    {
        AssertSingle("BM0124", "os.root_disk", CheckRootDisk(Object(("type", Value.Null))));
        AssertSingle("BM0125", "os.root_disk.min_size_gib", CheckRootDisk(Object(("min_size_gib", Value.Of(5L)), ("max_size_gib", Value.Of(2L)))));
        Assert.Empty(CheckRootDisk(Object(("min_size_gib", Value.Of(5L)), ("max_size_gib", Value.Of(5L)))));
        Assert.Empty(CheckRootDisk(Object(("min_size_gib", Value.Of(5L)), ("max_size_gib", Value.Unknown))));
        Assert.Empty(CheckRootDisk(Value.Null));
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("fd00::1")]
    [InlineData("ntp1.site")]
    [InlineData("NTP1.Site.example")]
    [InlineData("0.pool.ntp.org")]
    public void Time_server_is_accepted(string server) => Assert.Empty(CheckTimeServers(server));

    [Theory]
    [InlineData("not a host!")]
    [InlineData("")]
    [InlineData("10.0.0.1:123")]
    [InlineData("[fd00::1]")]
    [InlineData("ntp://ntp1.site")]
    [InlineData("10.0.0.300")]
    [InlineData("10.1")]
    [InlineData("-ntp.site")]
    [InlineData("ntp..site")]
    public void Time_server_is_refused(string server) => AssertSingle("BM0105", "ntp_servers[0]", CheckTimeServers(server));

    [Fact]
    public void Time_server_given_twice_is_refused()
    {
        AssertSingle("BM0126", "ntp_servers", CheckTimeServers("ntp1.site", "10.0.0.1", "NTP1.site"));
        Assert.Empty(CheckTimeServers("ntp1.site", "ntp2.site"));
    }

    [Fact]
    public void Empty_objects_of_the_provider_and_of_documents_are_refused()
    {
        foreach (var name in (string[])["tls", "media", "limits", "refresh"])
        {
            var errors = ConfigurationCheck.Of(Sites.ProviderSchema.Shape, Object((name, Object())), Model.Diagnostics.AttributePath.Root);
            AssertSingle("BM0124", name, errors);
        }

        var baseline = Object(("name", Text("fw")), ("components", Object(("bios", Object(("version", Text("2.6.3")))))), ("applies_to", Object()));
        AssertSingle("BM0124", "applies_to", ConfigurationCheck.Of(FirmwareBaselineSchema.Description, baseline));
    }

    [Fact]
    public void What_this_version_would_leave_undone_is_refused()
    {
        var errors = ConfigurationCheck.Of(BiosProfileSchema.Description, BiosProfile());
        Assert.Equal(["BM0119 intents", "BM0119 secure_boot"], errors.Select(error => $"{error.Code} {error.Path}"));
        var firmware = ConfigurationCheck.Of(FirmwareBaselineSchema.Description, FirmwareBaseline());
        Assert.Equal(["BM0119 components[\"bmc\"].image", "BM0119 policy"], firmware.Select(error => $"{error.Code} {error.Path}"));
        AssertSingle("BM0103", "disruption", ConfigurationCheck.Of(ServerSchema.Description, Server().With("disruption", Text("drain"))));
    }

    [Fact]
    public void Everything_wrong_is_reported_at_once()
    {
        var config = Object(("name", Text("X")), ("bmc", Object(("address", Text("1.2")))), ("powr", Text("on")));

        var codes = ConfigurationCheck.Of(ServerSchema.Description, config).Select(error => error.Code.ToString());

        Assert.Equal(["BM0101", "BM0105", "BM0108", "BM0109"], codes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Unknown_values_are_passed_over_everywhere()
    {
        Assert.Empty(ConfigurationCheck.Of(ServerSchema.Description, Value.Unknown));
        foreach (var attribute in ServerSchema.Description.Shape.Attributes.Where(attribute => attribute.IsWritable))
            Assert.Empty(ConfigurationCheck.Of(ServerSchema.Description, Server().With("expect", Value.Unknown).With(attribute.Name, Value.Unknown)));
        var halfKnown = Server().With("bios_profile", Object(("id", Value.Unknown), ("document", Text("junk"))));
        Assert.Empty(ConfigurationCheck.Of(ServerSchema.Description, halfKnown));
    }

    [Fact]
    public void Installing_asks_which_machine_is_meant()
    {
        var image = DocumentState.Of(OsImageSchema.Description, OsImage()).Member("ref");
        var config = Server().With("os", Object(("image", image)));

        AssertSingle("BM0107", "os", ConfigurationCheck.Of(ServerSchema.Description, config));
        Assert.Empty(ConfigurationCheck.Of(ServerSchema.Description, config.With("expect", Object(("serial", Text("7XK2B04"))))));
        Assert.Empty(ConfigurationCheck.Of(ServerSchema.Description, config.With("expect", Object(("serial", Value.Unknown)))));
    }

    [Fact]
    public void Reference_to_another_kind_of_document_is_refused()
    {
        var image = DocumentState.Of(OsImageSchema.Description, OsImage()).Member("ref");

        AssertSingle("BM0114", "bios_profile", ConfigurationCheck.Of(ServerSchema.Description, Server().With("bios_profile", image)));
    }

    [Fact]
    public void User_data_needs_a_version_beside_it()
    {
        var image = DocumentState.Of(OsImageSchema.Description, OsImage()).Member("ref");
        var config = Server()
            .With("expect", Object(("serial", Text("7XK2B04"))))
            .With("os", Object(("image", image), ("user_data_wo", Text("#cloud-config"))));

        AssertSingle("BM0107", "os.user_data_wo", ConfigurationCheck.Of(ServerSchema.Description, config));
    }

    [Theory]
    [InlineData("60s", 60)]
    [InlineData("90m", 5400)]
    [InlineData("1h30m", 5400)]
    [InlineData("0s", 0)]
    [InlineData("1500ms", 1.5)]
    public void Duration_is_read(string text, double seconds)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(seconds, duration.TotalSeconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("m")]
    [InlineData("-5m")]
    [InlineData("5 m")]
    [InlineData("1m1m")]
    [InlineData("99999h")]
    [InlineData("9999999999s")]
    public void Duration_is_refused(string text) => Assert.False(DurationText.TryParse(text, out _));

    [Fact]
    public void Two_spellings_of_one_address_are_equal()
    {
        Assert.True(BmcAddress.TryParse("BMC7.Site:443", out var one));
        Assert.True(BmcAddress.TryParse("https://bmc7.site/", out var other));
        Assert.Equal(one, other);
    }

    private static Model.Collections.ValueArray<Model.Diagnostics.Diagnostic> CheckServer(string attribute, Value value) =>
        ConfigurationCheck.Of(ServerSchema.Description, Set(Server(), attribute, value));

    private static Model.Collections.ValueArray<Model.Diagnostics.Diagnostic> CheckRootDisk(Value disk)
    {
        var image = DocumentState.Of(OsImageSchema.Description, OsImage()).Member("ref");
        var config = Server().With("expect", Object(("serial", Text("7XK2B04")))).With("os", Object(("image", image), ("root_disk", disk)));
        return ConfigurationCheck.Of(ServerSchema.Description, config);
    }

    private static Model.Collections.ValueArray<Model.Diagnostics.Diagnostic> CheckTimeServers(params string[] servers) =>
        ConfigurationCheck.Of(BmcConfiguration.BmcProfileSchema.Description, BmcProfile().With("ntp_servers", Texts(servers)));

    private static Value Set(Value config, string attribute, Value value)
    {
        var dot = attribute.IndexOf('.', StringComparison.Ordinal);
        return dot < 0
            ? config.With(attribute, value)
            : config.With(attribute[..dot], config.Member(attribute[..dot]).With(attribute[(dot + 1)..], value));
    }

    private static Value.Number Number(string text) =>
        ExactNumber.TryParse(text, out var number) ? new Value.Number(number) : throw new ArgumentException(text);

    private static void AssertSingle(string code, string path, IEnumerable<Model.Diagnostics.Diagnostic> errors)
    {
        var error = Assert.Single(errors);
        Assert.Equal(code, error.Code.ToString());
        Assert.Equal(path, error.Path?.ToString());
    }
}
