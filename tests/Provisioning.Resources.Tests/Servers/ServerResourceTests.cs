using Provisioning.Model.Diagnostics;
using Provisioning.Model.Servers;
using Provisioning.Model.Sites;
using Provisioning.Resources.Catalogue;
using Provisioning.Resources.Servers;
using Provisioning.Resources.Tests.Testing;
using Provisioning.Schema.Bios;
using Provisioning.Schema.Documents;
using Provisioning.Schema.Requests;
using Provisioning.Schema.Servers;
using Provisioning.Schema.Values;

namespace Provisioning.Resources.Tests.Servers;

public sealed class ServerResourceTests
{
    private static readonly DoorContext Door = new(new SiteSettings { Site = "s" }, [], "test", "me");

    private readonly OneServerEngine _engine = new();
    private readonly ServerResource _resource;

    public ServerResourceTests() => _resource = new ServerResource(_engine);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_create_plans_managed_values_and_stages_and_leaves_the_rest_unknown()
    {
        var reply = await PlanAsync(Value.Null, Config("Enabled"));
        Assert.Equal("Enabled", reply.Planned.At(AttributePath.Of("bios", "ProcTurboMode")).AsText());
        Assert.Equal("bios", reply.Planned.At(AttributePath.Of("last_change", "stages")).AsItems().Single().AsText());
        Assert.True(reply.Planned.Member("id").IsUnknown);
        Assert.True(reply.Planned.At(AttributePath.Of("last_change", "reboots")).IsUnknown);
        Assert.True(reply.Planned.At(AttributePath.Of("bios_profile", "document")).IsNull);
    }

    [Fact]
    public async Task A_create_knows_the_identity_that_is_expected()
    {
        Assert.Equal("SN1", (await PlanAsync(Value.Null, Config("Enabled"))).Planned.Member("serial").AsText());
        var byUuid = Config("Enabled").With("expect", Value.Of(
            [KeyValuePair.Create("serial", Value.Null), KeyValuePair.Create("uuid", Value.Of(OneServerEngine.Identity.Uuid.ToString("D").ToUpperInvariant()))]));
        var planned = (await PlanAsync(Value.Null, byUuid)).Planned;
        Assert.True(planned.Member("serial").IsUnknown);
        Assert.Equal((await ApplyAsync(Value.Null, byUuid)).State.Member("uuid"), planned.Member("uuid"));
    }

    [Fact]
    public async Task A_serial_number_with_spaces_around_it_is_in_state_as_it_is_expected()
    {
        _engine.Observed = _engine.Observed with { Identity = OneServerEngine.Identity with { Serial = "SN1  " } };
        Assert.Equal("SN1", (await CreateAsync("Enabled")).State.Member("serial").AsText());
    }

    [Fact]
    public async Task Another_name_is_refused_at_plan_before_the_engine_is_asked()
    {
        var (state, beside) = await CreateAsync("Enabled");
        var reply = await PlanAsync(state, Config("Enabled").With("name", Value.Of("n2")), beside);
        var error = Assert.Single(reply.Diagnostics);
        Assert.Equal("BM0305 name: n1: the name cannot be changed", error.ToString());
        Assert.Equal("n1", _engine.Planned?.Name);
    }

    [Fact]
    public async Task A_plan_after_an_apply_changes_nothing()
    {
        var (state, beside) = await CreateAsync("Enabled");
        var reply = await PlanAsync(state, Config("Enabled"), beside);
        Assert.Equal(state, reply.Planned);
    }

    [Fact]
    public async Task State_keeps_every_value_that_the_plan_promised()
    {
        var planned = (await PlanAsync(Value.Null, Config("Enabled"))).Planned;
        var (state, _) = await CreateAsync("Enabled");
        Assert.True(state.IsWhollyKnown);
        foreach (var (name, value) in planned.AsMembers().Where(member => member.Value.IsWhollyKnown)) Assert.Equal(value, state.Member(name));
    }

    [Fact]
    public async Task Drift_shows_by_its_path_and_is_planned_back()
    {
        var (state, beside) = await CreateAsync("Enabled");
        _engine.Observed = _engine.Observed with { Bios = _engine.Observed.Bios.Set("ProcTurboMode", "Disabled") };
        var read = await _resource.ReadAsync(Door, new ReadRequest { TypeName = "baremetal_server", State = state, Private = beside }, Token);
        Assert.Equal("Disabled", read.State.At(AttributePath.Of("bios", "ProcTurboMode")).AsText());
        var reply = await PlanAsync(read.State, Config("Enabled"), read.Private);
        Assert.Equal("Enabled", reply.Planned.At(AttributePath.Of("bios", "ProcTurboMode")).AsText());
        Assert.Equal(1, reply.Planned.At(AttributePath.Of("last_change", "reboots")).AsInt64());
    }

    [Fact]
    public async Task The_same_change_once_more_differs_from_the_last_so_that_no_client_hides_it()
    {
        var (state, beside) = await CreateAsync("Enabled");
        var summaries = new List<string?> { state.At(AttributePath.Of("last_change", "summary")).AsText() };
        for (var round = 0; round < 2; round++)
        {
            var healthy = _engine.Observed;
            _engine.Observed = healthy with { Bios = healthy.Bios.Set("ProcTurboMode", "Disabled") };
            var read = await _resource.ReadAsync(Door, new ReadRequest { TypeName = "baremetal_server", State = state, Private = beside }, Token);
            var planned = await PlanAsync(read.State, Config("Enabled"), read.Private);
            summaries.Add(planned.Planned.At(AttributePath.Of("last_change", "summary")).AsText());
            _engine.Observed = healthy;
            var applied = await _resource.ApplyAsync(
                Door,
                new ApplyRequest { TypeName = "baremetal_server", Prior = read.State, Planned = planned.Planned, Config = Config("Enabled"), PlannedPrivate = planned.PlannedPrivate },
                new SilentSink(),
                Token);
            (state, beside) = (applied.State, applied.Private);
        }

        Assert.Equal(3, summaries.Distinct().Count());
        Assert.StartsWith("#1: ", summaries[0], StringComparison.Ordinal);
        Assert.Matches("^#3: bios; 1 restart, about [0-9]+ minutes; no data is lost$", summaries[2]);
    }

    [Fact]
    public async Task A_failed_create_leaves_no_state()
    {
        _engine.Fails = true;
        _engine.Answer = [ServerDiagnostics.TypeIsUnknown("x")];
        var reply = await ApplyAsync(Value.Null, Config("Enabled"));
        Assert.True(reply.State.IsNull);
        Assert.NotEmpty(reply.Diagnostics);
    }

    [Fact]
    public async Task A_failed_update_keeps_the_prior_arguments_of_what_was_not_confirmed()
    {
        var (state, beside) = await CreateAsync("Enabled");
        _engine.Fails = true;
        _engine.Answer = [ServerDiagnostics.TypeIsUnknown("x")];
        var reply = await ApplyAsync(state, Config("Disabled"), beside);
        Assert.Equal(state.At(AttributePath.Of("bios_profile", "id")), reply.State.At(AttributePath.Of("bios_profile", "id")));
    }

    [Fact]
    public async Task Destroy_names_the_claim_and_forgets_by_default()
    {
        var (state, _) = await CreateAsync("Enabled");
        var request = new ApplyRequest
        {
            TypeName = "baremetal_server",
            Prior = state,
            Planned = Value.Null,
            Config = Value.Null,
            PlannedPrivate = ReadOnlyMemory<byte>.Empty,
        };
        Assert.True((await _resource.ApplyAsync(Door, request, new SilentSink(), Token)).State.IsNull);
        Assert.Equal(new ClaimId("c1"), _engine.Destroyed?.Claim);
        Assert.Equal(DestroyRule.Forget, _engine.Destroyed?.Rule);
    }

    [Fact]
    public async Task Erase_that_was_not_allowed_before_is_refused_at_plan()
    {
        var (state, _) = await CreateAsync("Enabled");
        var reply = await PlanAsync(state.With("on_destroy", Value.Of("erase")), Value.Null);
        Assert.Equal(303, Assert.Single(reply.Diagnostics).Code.Number);
    }

    [Fact]
    public async Task Another_serial_number_is_another_object()
    {
        var (state, beside) = await CreateAsync("Enabled");
        var other = Config("Enabled").With("expect", Value.Of([KeyValuePair.Create("serial", Value.Of("SN2")), KeyValuePair.Create("uuid", Value.Null)]));
        Assert.Equal("expect.serial", Assert.Single((await PlanAsync(state, other, beside)).RequiresReplace).ToString());
    }

    [Fact]
    public async Task An_unknown_document_is_planned_as_unknown_and_the_engine_is_not_asked()
    {
        var reply = await PlanAsync(Value.Null, Config("Enabled").With("bios_profile", Value.Unknown));
        Assert.True(reply.Planned.Member("bios").IsUnknown);
        Assert.Null(_engine.Planned);
    }

    [Fact]
    public async Task Import_adopts_name_address_and_identity()
    {
        var reply = await _resource.ImportAsync(
            Door, new ImportRequest { TypeName = "baremetal_server", Id = "n1@10.1.0.11?credential=ops" }, Token);
        Assert.Equal("n1", reply.State.Member("name").AsText());
        Assert.Equal("ops", reply.State.At(AttributePath.Of("bmc", "credential")).AsText());
        Assert.Equal("SN1", reply.State.Member("serial").AsText());
        Assert.Equal(ServerSchema.Description.Shape.Attributes.Count, reply.State.AsMembers().Count());
    }

    [Fact]
    public async Task Import_by_name_alone_takes_the_address_that_the_store_knows()
    {
        var reply = await _resource.ImportAsync(Door, new ImportRequest { TypeName = "baremetal_server", Id = "n1?credential=ops" }, Token);
        Assert.Equal("10.1.0.11", reply.State.At(AttributePath.Of("bmc", "address")).AsText());
        Assert.Equal("ops", reply.State.At(AttributePath.Of("bmc", "credential")).AsText());
    }

    [Theory]
    [InlineData("")]
    [InlineData("@10.1.0.11")]
    [InlineData("n1@")]
    [InlineData("n1@10.1.0.11?password=x")]
    public async Task Anything_else_is_no_import_id(string id)
    {
        var reply = await _resource.ImportAsync(Door, new ImportRequest { TypeName = "baremetal_server", Id = id }, Token);
        Assert.Equal(302, Assert.Single(reply.Diagnostics).Code.Number);
    }

    [Fact]
    public void Every_described_resource_is_in_the_catalogue() => Assert.Equal(
        Schema.ResourceSchemas.All.Select(description => description.TypeName).Order(StringComparer.Ordinal),
        new ResourceCatalogue(_engine).TypeNames);

    private async Task<(Value State, ReadOnlyMemory<byte> Private)> CreateAsync(string turbo)
    {
        var reply = await ApplyAsync(Value.Null, Config(turbo));
        Assert.Empty(reply.Diagnostics);
        return (reply.State, reply.Private);
    }

    private async Task<ApplyReply> ApplyAsync(Value prior, Value config, ReadOnlyMemory<byte> beside = default)
    {
        var plan = await PlanAsync(prior, config, beside);
        var request = new ApplyRequest
        {
            TypeName = "baremetal_server",
            Prior = prior,
            Planned = plan.Planned,
            Config = config,
            PlannedPrivate = plan.PlannedPrivate,
        };
        return await _resource.ApplyAsync(Door, request, new SilentSink(), Token);
    }

    private ValueTask<PlanReply> PlanAsync(Value prior, Value config, ReadOnlyMemory<byte> beside = default) =>
        _resource.PlanAsync(Door, new PlanRequest { TypeName = "baremetal_server", Prior = prior, Config = config, PriorPrivate = beside }, Token);

    private static Value Config(string turbo)
    {
        var profile = CanonicalDocument.Of(BiosProfileSchema.Description, Value.Of(
        [
            KeyValuePair.Create("name", Value.Of("p")),
            KeyValuePair.Create("attributes", Value.Of([KeyValuePair.Create("ProcTurboMode", Value.Of(turbo))])),
        ]))!;
        return Value.Of(ServerSchema.Description.Shape.Attributes.Select(attribute => KeyValuePair.Create(attribute.Name, Value.Null)))
            .With("name", Value.Of("n1"))
            .With("bmc", Value.Of(
            [
                KeyValuePair.Create("address", Value.Of("10.1.0.11")),
                KeyValuePair.Create("credential", Value.Of("default")),
                KeyValuePair.Create("bootstrap_credentials", Value.Null),
                KeyValuePair.Create("read_credential", Value.Null),
            ]))
            .With("expect", Value.Of([KeyValuePair.Create("serial", Value.Of("SN1")), KeyValuePair.Create("uuid", Value.Null)]))
            .With("bios_profile", Value.Of([KeyValuePair.Create("id", Value.Of(profile.Id)), KeyValuePair.Create("document", Value.Of(profile.Text))]));
    }
}
