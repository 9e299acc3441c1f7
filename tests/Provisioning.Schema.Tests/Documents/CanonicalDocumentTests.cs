using Provisioning.Model.Diagnostics;
using Provisioning.Schema.Bios;
using Provisioning.Schema.BmcConfiguration;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Documents;
using Provisioning.Schema.Firmware;
using Provisioning.Schema.Imaging;
using Provisioning.Schema.Values;
using static Provisioning.Schema.Tests.Configurations;

namespace Provisioning.Schema.Tests.Documents;

public sealed class CanonicalDocumentTests
{
    private static readonly AttributePath Path = AttributePath.Of("bios_profile");

    // Kept for ever: an id in somebody's state must never change because the program did.
    public static TheoryData<string, string, string> Golden => new()
    {
        { BiosProfileSchema.TypeName, "gpu-training@sha256:337cac10c94ac844660e6946f7166467fc5d7aa8f129a1c369bf010c99548c36", "{\"$form\":\"bios_profile/1\",\"attributes\":{\"NumaNodesPerSocket\":\"4\",\"ProcTurboMode\":\"Enabled\"},\"intents\":[\"above_4g\",\"sriov\"],\"name\":\"gpu-training\",\"secure_boot\":{\"enabled\":true}}" },
        { FirmwareBaselineSchema.TypeName, "xe9680-2026.10@sha256:b3c550c164e68792a70b25b207d83a13714d9a5fb6f4ccbf9859e1663548788d", "{\"$form\":\"firmware_baseline/1\",\"applies_to\":{\"manufacturer\":\"Dell Inc.\",\"model\":\"PowerEdge XE9680\"},\"components\":{\"bios\":{\"version\":\"2.6.3\"},\"bmc\":{\"image\":{\"sha256\":\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\",\"url\":\"https://fw.example/idrac.exe\"},\"version\":\"7.20.30.00\"}},\"name\":\"xe9680-2026.10\",\"policy\":{\"stop_after_failures\":3}}" },
        { OsImageSchema.TypeName, "ubuntu-24.04-gpu@sha256:71a94c2574ee154e9e23458a53805c230ffd12e1b1e44f0fcb65e66fc6517235", "{\"$form\":\"os_image/1\",\"format\":\"raw\",\"name\":\"ubuntu-24.04-gpu\",\"sha256\":\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\",\"url\":\"https://images.example/ubuntu.raw.zst\"}" },
        { BmcProfileSchema.TypeName, "site@sha256:c77412cf050fa6559a1f835d9d8ab9349c01df0e56d927ca371f680289da1ef9", "{\"$form\":\"bmc_profile/1\",\"hostname\":\"server_name\",\"name\":\"site\",\"ntp_servers\":[\"10.0.0.1\",\"10.0.0.2\"]}" },
    };

    [Theory]
    [MemberData(nameof(Golden))]
    public void Document_keeps_its_golden_id_and_text(string typeName, string id, string text)
    {
        var document = Make(typeName, ConfigurationOf(typeName));

        Assert.Equal(text, document.Text);
        Assert.Equal(id, document.Id);
    }

    [Theory]
    [MemberData(nameof(Golden))]
    public void Document_reads_back_what_it_wrote(string typeName, string id, string text)
    {
        var written = Make(typeName, Carried(ConfigurationOf(typeName)));

        var parsed = CanonicalDocument.Parse(Describe(typeName), written.Id, written.Text, Path);

        Assert.Equal(written, Assert.IsAssignableFrom<Outcome<CanonicalDocument>.Success>(parsed).Value);
        Assert.Equal(text == written.Text, id == written.Id);
    }

    [Fact]
    public void Document_that_asks_for_what_this_version_leaves_undone_is_refused()
    {
        var asks = Make(BiosProfileSchema.TypeName, BiosProfile());
        var parsed = CanonicalDocument.Parse(BiosProfileSchema.Description, asks.Id, asks.Text, Path);
        Assert.Equal(["BM0119", "BM0119"], parsed.Diagnostics.Select(error => error.Code.ToString()));
    }

    [Fact]
    public void Id_stays_when_only_a_name_a_url_a_default_or_the_order_of_a_set_changes()
    {
        var image = Make(OsImageSchema.TypeName, OsImage());
        var moved = Make(OsImageSchema.TypeName, OsImage().With("url", Text("http://mirror.example/u.zst")));
        Assert.Equal(image.Id, moved.Id);
        Assert.NotEqual(image.Text, moved.Text);

        var renamed = Make(OsImageSchema.TypeName, OsImage().With("name", Text("other")));
        Assert.Equal(image.Sha256, renamed.Sha256);
        Assert.Equal("other@sha256:" + image.Sha256, renamed.Id);

        var baseline = FirmwareBaseline();
        var spelledOut = baseline.With("policy", baseline.Member("policy").With("activation", Text("with_next_reboot")));
        Assert.Equal(Make(FirmwareBaselineSchema.TypeName, baseline).Id, Make(FirmwareBaselineSchema.TypeName, spelledOut).Id);

        var profile = Make(BiosProfileSchema.TypeName, BiosProfile());
        var turned = Make(BiosProfileSchema.TypeName, BiosProfile().With("intents", Texts("above_4g", "sriov", "above_4g")));
        Assert.Equal(profile, turned);
    }

    [Fact]
    public void Id_changes_with_each_argument_that_decides_the_result()
    {
        var before = Make(BiosProfileSchema.TypeName, BiosProfile()).Sha256;
        Value[] changed =
        [
            BiosProfile().With("attributes", Object(("ProcTurboMode", Text("Disabled")), ("NumaNodesPerSocket", Text("4")))),
            BiosProfile().With("intents", Texts("sriov")),
            BiosProfile().With("secure_boot", Value.Null),
            BiosProfile().With("secure_boot", Object(("enabled", Value.Of(false)))),
        ];
        Assert.All(changed, config => Assert.NotEqual(before, Make(BiosProfileSchema.TypeName, config).Sha256));
    }

    [Fact]
    public void Turning_time_servers_off_is_not_the_same_as_leaving_them_alone()
    {
        var off = Make(BmcProfileSchema.TypeName, BmcProfile().With("ntp_servers", Texts()));
        var alone = Make(BmcProfileSchema.TypeName, BmcProfile().With("ntp_servers", Value.Null));
        Assert.NotEqual(off.Sha256, alone.Sha256);
    }

    [Fact]
    public void Document_waits_while_an_argument_is_unknown()
    {
        var config = BiosProfile().With("attributes", Object(("ProcTurboMode", Value.Unknown)));

        Assert.Null(CanonicalDocument.Of(BiosProfileSchema.Description, config));
        var state = DocumentState.Of(BiosProfileSchema.Description, config);
        Assert.True(state.Member("id").IsUnknown);
        Assert.True(state.Member("ref").Member("document").IsUnknown);
    }

    [Fact]
    public void State_of_a_document_gives_what_a_server_takes()
    {
        var state = DocumentState.Of(BiosProfileSchema.Description, Carried(BiosProfile()));
        var parsed = CanonicalDocument.Parse(
            BiosProfileSchema.Description,
            state.Member("ref").Member("id").AsText()!,
            state.Member("ref").Member("document").AsText()!,
            Path);
        Assert.True(parsed.Succeeded);
    }

    [Theory]
    [InlineData("", "BM0113")]
    [InlineData("{", "BM0113")]
    [InlineData("[]", "BM0113")]
    [InlineData("{\"name\":\"x\"}", "BM0113")]
    [InlineData("{\"$form\":\"bios_profile/1\",\"name\":\"x\",\"name\":\"y\"}", "BM0113")]
    [InlineData("{\"$form\":\"bios_profile/1\",\"name\":\"\\ud800\"}", "BM0113")]
    [InlineData("{\"$form\":\"bios_profile/1\",\"name\":1e99999999}", "BM0113")]
    [InlineData("{\"$form\":\"os_image/1\",\"name\":\"x\"}", "BM0114")]
    [InlineData("{\"$form\":\"bios_profile/1\",\"name\":\"x\"}", "BM0115")]
    [InlineData("{\"$form\":\"bios_profile/2\",\"name\":\"x\"}", "BM0116")]
    [InlineData("{\"$form\":\"bios_profile/1\"}", "BM0101")]
    [InlineData("{\"$form\":\"bios_profile/1\",\"name\":\"x\",\"atributes\":{}}", "BM0108")]
    [InlineData("{\"$form\":\"bios_profile/1\",\"name\":\"x\",\"attributes\":{\"A\":5}}", "BM0102")]
    [InlineData("{\"$form\":\"bios_profile/1\",\"name\":\"x\",\"id\":\"x\"}", "BM0111")]
    public void Parse_refuses_what_it_cannot_trust(string text, string code)
    {
        var parsed = CanonicalDocument.Parse(BiosProfileSchema.Description, $"x@sha256:{Digest}", text, Path);

        var failure = Assert.IsAssignableFrom<Outcome<CanonicalDocument>.Failure>(parsed);
        Assert.Equal(code, Assert.Single(failure.Errors).Code.ToString());
    }

    [Fact]
    public void Parse_refuses_deep_and_huge_texts()
    {
        string[] texts = [new string('[', 100_000), "{\"$form\":\"" + new string('x', CanonicalDocument.MostBytes) + "\"}"];
        Assert.All(texts, text => Assert.False(CanonicalDocument.Parse(BiosProfileSchema.Description, "x", text, Path).Succeeded));
    }

    private static CanonicalDocument Make(string typeName, Value config)
    {
        var document = CanonicalDocument.Of(Describe(typeName), config);
        Assert.NotNull(document);
        return document;
    }

    // Without what this version refuses; the golden texts hold it all the same, for the versions to come.
    private static Value Carried(Value config) => config
        .With("intents", Value.Null).With("secure_boot", Value.Null).With("policy", Value.Null)
        .With("components", config.Member("components").IsNull ? Value.Null : Object(("bios", Object(("version", Text("2.6.3"))))));

    private static ResourceDescription Describe(string typeName) =>
        ResourceSchemas.TryFind(typeName, out var description) ? description : throw new ArgumentException(typeName);

    private static Value ConfigurationOf(string typeName) => typeName switch
    {
        BiosProfileSchema.TypeName => BiosProfile(),
        FirmwareBaselineSchema.TypeName => FirmwareBaseline(),
        OsImageSchema.TypeName => OsImage(),
        _ => BmcProfile(),
    };
}
