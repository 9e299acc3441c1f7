using System.Text;
using Google.Protobuf;
using Provisioning.Protocol.Terraform.Rpc;
using Provisioning.Protocol.Terraform.ToWire;
using Provisioning.Protocol.Terraform.Values;
using Provisioning.Protocol.Terraform.Wire;
using Provisioning.Schema;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Requests;
using Provisioning.Schema.Servers;
using Provisioning.Schema.Values;
using static Provisioning.Protocol.Terraform.Tests.Rpc.RpcWorld;

namespace Provisioning.Protocol.Terraform.Tests.Rpc;

/// <summary>What cores from 1.12 on ask: identities, and states that come from elsewhere.</summary>
public sealed class IdentityTests
{
    private const string Uuid = "6f8e2c1a-3b4d-4e5f-8a9b-0c1d2e3f4a5b";

    private static readonly ObjectShape Shape = ServerSchema.Description.Shape;

    private static readonly ObjectShape IdentityShape = ServerSchema.Description.Identity!;

    private static readonly Value Config = Object(
        ("name", Value.Of("n01")), ("bmc", Object(("address", Value.Of("10.1.0.11")), ("credential", Value.Of("default")))));

    private static readonly Value State = Config.With("id", Value.Of("claim-1")).With("uuid", Value.Of(Uuid));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_server_has_an_identity_and_a_document_has_none()
    {
        var (type, schema) = Assert.Single(GetResourceIdentitySchemasRpc.Answer().IdentitySchemas);

        Assert.Equal(ServerSchema.TypeName, type);
        Assert.Equal(["name", "uuid"], schema.IdentityAttributes.Select(attribute => attribute.Name));
        Assert.All(schema.IdentityAttributes, attribute => Assert.Equal("\"string\"", attribute.Type.ToStringUtf8()));
        Assert.Equal([true, false], schema.IdentityAttributes.Select(attribute => attribute.RequiredForImport));
        Assert.Equal([false, true], schema.IdentityAttributes.Select(attribute => attribute.OptionalForImport));
    }

    // Every member of an identity is a member of the state by the same name, or nothing could fill it.
    [Fact]
    public void An_identity_is_taken_from_the_state()
    {
        foreach (var description in ResourceSchemas.All)
        {
            foreach (var attribute in description.Identity?.Attributes ?? [])
                Assert.True(description.Shape.TryFind(attribute.Name, out var member) && member.Type == attribute.Type, $"{description.TypeName}.{attribute.Name}");
        }
    }

    [Fact]
    public async Task A_create_plans_what_is_known_of_the_identity_and_an_update_keeps_it()
    {
        var engine = new ScriptedEngine
        {
            Plan = (_, request) => new PlanReply { Planned = request.Config.With("uuid", Value.Unknown).With("id", Value.Unknown) },
        };
        var scope = await ConfigureAsync(engine, WithLogin());

        var created = await PlanResourceChangeRpc.AnswerAsync(scope, Plan(Value.Null), Token);
        var identity = Read(created.PlannedIdentity);
        Assert.Equal("n01", identity.Member("name").AsText());
        Assert.True(identity.Member("uuid").IsUnknown);

        // Core refuses an identity of an existing object that is not wholly known.
        var updated = Read((await PlanResourceChangeRpc.AnswerAsync(scope, Plan(State), Token)).PlannedIdentity);
        Assert.Equal(Uuid, updated.Member("uuid").AsText());
    }

    [Fact]
    public async Task Read_and_apply_answer_with_the_identity_of_the_state_and_a_destroy_with_none()
    {
        var scope = await ConfigureAsync(new ScriptedEngine { Apply = (request, _) => Task.FromResult(new ApplyReply { State = request.Planned }) }, WithLogin());

        var read = await ReadResourceRpc.AnswerAsync(
            scope, new ReadResourceRequest { TypeName = ServerSchema.TypeName, CurrentState = WireStates.Of(State, Shape) }, Token);
        Assert.Equal(Uuid, Read(read.NewIdentity).Member("uuid").AsText());

        var applied = await ApplyResourceChangeRpc.AnswerAsync(scope, Apply(State, State), Token);
        Assert.Equal("n01", Read(applied.NewIdentity).Member("name").AsText());
        var destroyed = await ApplyResourceChangeRpc.AnswerAsync(scope, Apply(State, Value.Null), Token);
        Assert.Null(destroyed.NewIdentity);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(Uuid, true)]
    [InlineData("6F8E2C1A-3B4D-4E5F-8A9B-0C1D2E3F4A5B", true)]
    [InlineData("00000000-3b4d-4e5f-8a9b-0c1d2e3f4a5b", false)]
    public async Task An_import_by_identity_asks_for_the_name_and_holds_the_uuid_against_it(string? uuid, bool isTheSame)
    {
        var asked = "";
        var engine = new ScriptedEngine
        {
            Import = request =>
            {
                asked = request.Id;
                return new ImportReply { State = State };
            },
        };
        var scope = await ConfigureAsync(engine, WithLogin());
        var identity = Object(("name", Value.Of("n01")), ("uuid", Value.Of(uuid)));

        var response = await ImportResourceStateRpc.AnswerAsync(
            scope, new ImportStateRequest { TypeName = ServerSchema.TypeName, Identity = WireIdentities.Of(identity, IdentityShape) }, Token);

        Assert.Equal("n01", asked);
        if (isTheSame)
        {
            Assert.Empty(response.Diagnostics);
            Assert.Equal(Uuid, Read(Assert.Single(response.ImportedResources).Identity).Member("uuid").AsText());
        }
        else
        {
            Assert.Contains("[BM0307]", Assert.Single(response.Diagnostics).Detail, StringComparison.Ordinal);
            Assert.Empty(response.ImportedResources);
        }
    }

    [Fact]
    public void A_saved_identity_is_read_again()
    {
        var response = UpgradeResourceIdentityRpc.Answer(Upgrade(ServerSchema.TypeName, $$"""{"name":"n01","uuid":"{{Uuid}}","gone":1}""", 0));

        Assert.Empty(response.Diagnostics);
        Assert.Equal(Uuid, Read(response.UpgradedIdentity).Member("uuid").AsText());
    }

    [Theory]
    [InlineData("baremetal_server", "{}", 1)]
    [InlineData("baremetal_server", "", 0)]
    [InlineData("baremetal_server", "{\"name\":5}", 0)]
    [InlineData("baremetal_bios_profile", "{}", 0)]
    public void An_identity_that_cannot_be_read_is_a_coded_error(string type, string json, long version) =>
        Assert.Contains("[BM0130]", Assert.Single(UpgradeResourceIdentityRpc.Answer(Upgrade(type, json, version)).Diagnostics).Detail, StringComparison.Ordinal);

    [Fact]
    public void A_state_from_another_address_of_this_provider_is_taken_over_whole()
    {
        var request = Move("registry.example.test/acme/baremetal", ServerSchema.TypeName);
        request.SourcePrivate = ByteString.CopyFromUtf8("beside");

        var response = MoveResourceStateRpc.Answer(request);

        Assert.Empty(response.Diagnostics);
        Assert.Equal("claim-1", ValueDecoder.Decode(response.TargetState.Msgpack.Span, Shape).Member("id").AsText());
        Assert.Equal("beside", response.TargetPrivate.ToStringUtf8());
        Assert.Equal(Uuid, Read(response.TargetIdentity).Member("uuid").AsText());
    }

    [Theory]
    [InlineData("terraform.local/provisioning/baremetal", "baremetal_bios_profile")]
    [InlineData("registry.terraform.io/hashicorp/null", "null_resource")]
    [InlineData("registry.terraform.io/someone/redfish", "baremetal_server")]
    public void A_state_of_something_else_is_refused(string provider, string type)
    {
        var response = MoveResourceStateRpc.Answer(Move(provider, type));

        Assert.Contains("[BM0129]", Assert.Single(response.Diagnostics).Detail, StringComparison.Ordinal);
        Assert.Null(response.TargetState);
    }

    [Fact]
    public void A_state_of_another_provider_of_our_name_which_has_no_claim_is_refused()
    {
        var request = Move("registry.terraform.io/someone/baremetal", ServerSchema.TypeName);
        request.SourceState = new RawState { Json = ByteString.CopyFromUtf8("""{"name":"n01","address":"10.1.0.11"}""") };

        Assert.Contains("[BM0129]", Assert.Single(MoveResourceStateRpc.Answer(request).Diagnostics).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Metadata_names_what_the_schema_has()
    {
        var metadata = GetMetadataRpc.Answer();
        var schema = GetProviderSchemaRpc.Answer();

        Assert.Equal(schema.ResourceSchemas.Keys.Order(), metadata.Resources.Select(each => each.TypeName).Order());
        Assert.Equal(schema.DataSourceSchemas.Keys.Order(), metadata.DataSources.Select(each => each.TypeName).Order());
        Assert.Equal(schema.ServerCapabilities, metadata.ServerCapabilities);
        Assert.Empty(GetFunctionsRpc.Answer().Diagnostics);
    }

    private static Value Read(WireIdentity identity) => ValueDecoder.Decode(identity.IdentityData.Msgpack.Span, IdentityShape);

    private static PlanChangeRequest Plan(Value prior) =>
        new() { TypeName = ServerSchema.TypeName, PriorState = WireStates.Of(prior, Shape), Config = WireStates.Of(Config, Shape) };

    private static ApplyChangeRequest Apply(Value prior, Value planned) => new()
    {
        TypeName = ServerSchema.TypeName,
        PriorState = WireStates.Of(prior, Shape),
        PlannedState = WireStates.Of(planned, Shape),
        Config = WireStates.Of(planned.IsNull ? planned : Config, Shape),
    };

    private static UpgradeIdentityRequest Upgrade(string type, string json, long version) =>
        new() { TypeName = type, Version = version, RawIdentity = new RawState { Json = ByteString.CopyFromUtf8(json) } };

    private static MoveStateRequest Move(string provider, string type) => new()
    {
        SourceProviderAddress = provider,
        SourceTypeName = type,
        TargetTypeName = ServerSchema.TypeName,
        SourceState = new RawState { Json = ByteString.CopyFrom(Encoding.UTF8.GetBytes($$"""{"id":"claim-1","name":"n01","uuid":"{{Uuid}}"}""")) },
    };
}
