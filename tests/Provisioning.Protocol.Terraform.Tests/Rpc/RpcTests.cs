using System.Text;
using Google.Protobuf;
using Provisioning.Model.Diagnostics;
using Provisioning.Protocol.Terraform.FromWire;
using Provisioning.Protocol.Terraform.Rpc;
using Provisioning.Protocol.Terraform.ToWire;
using Provisioning.Protocol.Terraform.Values;
using Provisioning.Protocol.Terraform.Wire;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Requests;
using Provisioning.Schema.Servers;
using Provisioning.Schema.Values;
using static Provisioning.Protocol.Terraform.Tests.Rpc.RpcWorld;

namespace Provisioning.Protocol.Terraform.Tests.Rpc;

/// <summary>The answers to single calls, without a connection.</summary>
public sealed class RpcTests
{
    private static readonly ObjectShape Shape = ServerSchema.Description.Shape;

    private static readonly Value Server = Object(
        ("name", Value.Of("n01")), ("bmc", Object(("address", Value.Of("10.1.0.11")), ("credential", Value.Of("default")))));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Unknown_provider_argument_stops_a_plan_with_its_name_and_nothing_before()
    {
        var scope = await ConfigureAsync(new ScriptedEngine(), Object(("site", Value.Unknown)));

        var response = await PlanResourceChangeRpc.AnswerAsync(scope, Plan(Server), Token);

        Assert.Contains("[BM0123]", Assert.Single(response.Diagnostics).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credential_that_a_state_still_names_is_a_warning_at_read_and_an_error_at_plan()
    {
        var logins = -1;
        var engine = new ScriptedEngine
        {
            Read = (context, request) =>
            {
                logins = context.Credentials.Count;
                return new ReadReply { State = request.State };
            },
        };
        var scope = await ConfigureAsync(engine, Object(("site", Value.Of("hall-1"))));

        var read = await ReadResourceRpc.AnswerAsync(
            scope, new ReadResourceRequest { TypeName = ServerSchema.TypeName, CurrentState = WireStates.Of(Server, Shape) }, Token);
        Assert.Equal(WireSeverity.Warning, Assert.Single(read.Diagnostics).Severity);
        Assert.Equal(0, logins);
        Assert.False(read.NewState.Msgpack.IsEmpty);

        var planned = await PlanResourceChangeRpc.AnswerAsync(scope, Plan(Server), Token);
        Assert.Equal(WireSeverity.Error, Assert.Single(planned.Diagnostics).Severity);
    }

    [Fact]
    public async Task Fault_of_the_provider_block_points_at_the_use_or_at_the_whole_resource()
    {
        var login = Object(("credentials", Object(("default", Object(("username", Value.Of("admin")), ("password_env", Value.Of("NOT_SET")))))));
        var unset = await PlanResourceChangeRpc.AnswerAsync(await ConfigureAsync(new ScriptedEngine(), login), Plan(Server), Token);
        Assert.Equal(["bmc", "credential"], Assert.Single(unset.Diagnostics).Attribute.Steps.Select(step => step.AttributeName));

        var unknown = await ConfigureAsync(new ScriptedEngine(), Object(("site", Value.Unknown)));
        Assert.Null(Assert.Single((await PlanResourceChangeRpc.AnswerAsync(unknown, Plan(Server), Token)).Diagnostics).Attribute);
    }

    [Fact]
    public async Task Destroying_goes_on_without_a_credential()
    {
        var scope = await ConfigureAsync(new ScriptedEngine(), Object(("site", Value.Of("hall-1"))));

        var response = await PlanResourceChangeRpc.AnswerAsync(
            scope, new PlanChangeRequest { TypeName = ServerSchema.TypeName, PriorState = WireStates.Of(Server, Shape), Config = WireStates.Of(Value.Null, Shape) }, Token);

        Assert.Equal(WireSeverity.Warning, Assert.Single(response.Diagnostics).Severity);
        Assert.Equal("c0", Convert.ToHexStringLower(response.PlannedState.Msgpack.Span));
    }

    [Fact]
    public async Task Stop_reaches_the_applies_of_its_own_connection_alone()
    {
        var started = new TaskCompletionSource();
        var engine = new ScriptedEngine
        {
            Apply = async (request, stopping) =>
            {
                started.TrySetResult();
                var stopped = new TaskCompletionSource();
                await using var registration = stopping.Register(() => stopped.TrySetResult());
                await stopped.Task;
                throw new OperationCanceledException(stopping);
            },
        };
        var scope = await ConfigureAsync(engine, WithLogin());
        var other = scope with { Connection = "other" };
        await other.Sessions.ConfigureAsync("other", Arguments(WithLogin()), Token);
        var apply = ApplyResourceChangeRpc.AnswerAsync(scope, Apply(Value.Null, Server), Token);
        await started.Task.WaitAsync(TimeSpan.FromSeconds(10), Token);

        StopProviderRpc.Answer(other);
        Assert.False(scope.Session.Stopping.IsCancellationRequested);
        StopProviderRpc.Answer(scope);

        var response = await apply.WaitAsync(TimeSpan.FromSeconds(10), Token);
        Assert.Contains("[BM9013]", Assert.Single(response.Diagnostics).Detail, StringComparison.Ordinal);
        Assert.Equal("c0", Convert.ToHexStringLower(response.NewState.Msgpack.Span));
    }

    [Fact]
    public async Task Core_that_dies_ends_the_wait_and_stops_nothing()
    {
        var stopping = CancellationToken.None;
        var started = new TaskCompletionSource();
        var engine = new ScriptedEngine
        {
            Apply = (_, token) =>
            {
                stopping = token;
                started.TrySetResult();
                return new TaskCompletionSource<ApplyReply>().Task;
            },
        };
        var scope = await ConfigureAsync(engine, WithLogin());
        using var call = new CancellationTokenSource();
        var apply = ApplyResourceChangeRpc.AnswerAsync(scope, Apply(Value.Null, Server), call.Token);
        await started.Task.WaitAsync(TimeSpan.FromSeconds(10), Token);

        await call.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => apply);
        Assert.False(stopping.IsCancellationRequested);
    }

    [Fact]
    public async Task Update_that_ends_otherwise_than_planned_keeps_what_the_engine_says()
    {
        var actual = Server.With("power", Value.Of("off"));
        var engine = new ScriptedEngine { Apply = (_, _) => Task.FromResult(new ApplyReply { State = actual }) };
        var scope = await ConfigureAsync(engine, WithLogin());

        var response = await ApplyResourceChangeRpc.AnswerAsync(scope, Apply(Server, Server.With("power", Value.Of("on"))), Token);

        Assert.Contains("[BM9012]", Assert.Single(response.Diagnostics).Detail, StringComparison.Ordinal);
        Assert.Equal("off", ValueDecoder.Decode(response.NewState.Msgpack.Span, Shape).Member("power").AsText());
    }

    [Fact]
    public void Client_without_write_only_values_cannot_set_one()
    {
        var config = Server.With("expect", Object(("serial", Value.Of("s")))).With("os", Object(("user_data_wo", Value.Unknown), ("image", Value.Unknown)));
        var request = new ValidateResourceRequest { TypeName = ServerSchema.TypeName, Config = WireStates.Of(config, Shape) };

        Assert.Contains("[BM0117]", ValidateResourceConfigRpc.Answer(request).Diagnostics.Select(d => d.Detail).Aggregate("", string.Concat), StringComparison.Ordinal);
        request.ClientCapabilities = new ClientCapabilities { WriteOnlyAttributesAllowed = true };
        Assert.DoesNotContain("[BM0117]", ValidateResourceConfigRpc.Answer(request).Diagnostics.Select(d => d.Detail).Aggregate("", string.Concat), StringComparison.Ordinal);
    }

    [Fact]
    public void Unreadable_values_and_unknown_types_are_coded_errors()
    {
        var broken = new DynamicValue { Msgpack = ByteString.CopyFrom(0x81, 0xc1) };
        var validated = ValidateResourceConfigRpc.Answer(new ValidateResourceRequest { TypeName = ServerSchema.TypeName, Config = broken });
        Assert.Contains("[BM0131]", Assert.Single(validated.Diagnostics).Detail, StringComparison.Ordinal);
        var stranger = ValidateResourceConfigRpc.Answer(new ValidateResourceRequest { TypeName = "baremetal_teapot", Config = broken });
        Assert.Contains("[BM0118]", Assert.Single(stranger.Diagnostics).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", 1)]
    [InlineData("", 0)]
    [InlineData("{\"name\": 5}", 0)]
    public void State_that_cannot_be_read_is_a_coded_error(string json, long version) =>
        Assert.Contains("[BM0130]", Assert.Single(UpgradeResourceStateRpc.Answer(Upgrade(json, version)).Diagnostics).Detail, StringComparison.Ordinal);

    [Fact]
    public async Task New_configuration_of_a_connection_lets_the_old_engine_go()
    {
        var engine = new ScriptedEngine();
        var scope = await ConfigureAsync(engine, WithLogin());
        await PlanResourceChangeRpc.AnswerAsync(scope, Plan(Server), Token);

        await scope.Sessions.ConfigureAsync(scope.Connection, Arguments(WithLogin()), Token);

        Assert.Equal(1, engine.Disposals);
    }

    private static ProviderArguments Arguments(Value arguments) =>
        Assert.IsAssignableFrom<Outcome<ProviderArguments>.Success>(ProviderArguments.From(arguments, _ => null)).Value;

    private static PlanChangeRequest Plan(Value config) =>
        new() { TypeName = ServerSchema.TypeName, PriorState = WireStates.Of(Value.Null, Shape), Config = WireStates.Of(config, Shape) };

    private static ApplyChangeRequest Apply(Value prior, Value planned) => new()
    {
        TypeName = ServerSchema.TypeName,
        PriorState = WireStates.Of(prior, Shape),
        PlannedState = WireStates.Of(planned, Shape),
        Config = WireStates.Of(planned, Shape),
    };

    private static UpgradeStateRequest Upgrade(string json, long version) => new()
    {
        TypeName = ServerSchema.TypeName,
        Version = version,
        RawState = new RawState { Json = ByteString.CopyFrom(Encoding.UTF8.GetBytes(json)) },
    };
}
