using Provisioning.Protocol.Terraform.Handshake;
using Provisioning.Protocol.Terraform.Rpc;
using Provisioning.Protocol.Terraform.Sessions;
using Provisioning.Protocol.Terraform.ToWire;
using Provisioning.Protocol.Terraform.Wire;
using Provisioning.Schema.Sites;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.Tests.Rpc;

/// <summary>A configured provider over an engine that answers as the test says.</summary>
internal static class RpcWorld
{
    public static async Task<RpcScope> ConfigureAsync(ScriptedEngine engine, Value arguments)
    {
        var options = new TerraformPluginOptions
        {
            Engine = (_, _) => engine,
            Output = Stream.Null,
            Log = Stream.Null,
            Environment = name => name == "PW" ? "pw" : null,
            Time = TimeProvider.System,
            Actor = "tester",
        };
        var scope = new RpcScope(new SessionTable(options), "one", new PluginLog(Stream.Null, TimeProvider.System));
        var request = new ConfigureRequest { Config = WireStates.Of(arguments, ProviderSchema.Shape) };
        Assert.Empty((await ConfigureProviderRpc.AnswerAsync(scope, request, options.Environment, TestContext.Current.CancellationToken)).Diagnostics);
        return scope;
    }

    public static Value WithLogin() => Object(
        ("credentials", Object(("default", Object(("username", Value.Of("admin")), ("password_env", Value.Of("PW")))))));

    public static Value Object(params (string Name, Value Value)[] members) =>
        Value.Of(members.Select(member => KeyValuePair.Create(member.Name, member.Value)));
}
