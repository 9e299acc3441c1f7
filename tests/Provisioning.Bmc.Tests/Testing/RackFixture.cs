using Provisioning.Simulator.Definitions;
using Provisioning.Simulator.Racks;

namespace Provisioning.Bmc.Tests.Testing;

/// <summary>A rack with one simulated server.</summary>
internal sealed class RackFixture : IAsyncDisposable
{
    private readonly Rack _rack;

    private RackFixture(Rack rack) => _rack = rack;

    public RackServer Server => _rack.Servers[0];

    public string AuthorityPem => _rack.AuthorityPem;

    public static async Task<RackFixture> StartAsync(Func<ServerDefinition, ServerDefinition>? change = null)
    {
        var started = await Rack.StartAsync(RackDefinition.Of(1, change), new RackOptions(), TestContext.Current.CancellationToken);
        return started.Match(success => new RackFixture(success.Value), failure => throw new InvalidOperationException(failure.Errors[0].ToString()));
    }

    public ValueTask DisposeAsync() => _rack.DisposeAsync();
}
