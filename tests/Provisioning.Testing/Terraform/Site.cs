using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Simulator.Definitions;
using Provisioning.Simulator.Racks;
using Provisioning.Testing.Programs;

namespace Provisioning.Testing.Terraform;

/// <summary>A rack in this process and a user's workspace that points to it.</summary>
public sealed class Site : IAsyncDisposable
{
    private Site(Rack rack, Workspace workspace, int mediaPort) => (Rack, Workspace, MediaPort) = (rack, workspace, mediaPort);

    public Rack Rack { get; }

    public Workspace Workspace { get; }

    public int MediaPort { get; }

    /// <summary>Simulated servers <c>sim-1</c>… that run the product's own agent, and a workspace with the given files after the provider's.</summary>
    public static Task<Site> CreateAsync(int servers, Func<Rack, string> configuration, CancellationToken cancellationToken) =>
        CreateAsync(servers, server => server, configuration, cancellationToken);

    /// <summary>The same, with servers changed before they are built.</summary>
    public static Task<Site> CreateAsync(
        int servers, Func<ServerDefinition, ServerDefinition> change, Func<Rack, string> configuration, CancellationToken cancellationToken) =>
        CreateAsync(RackDefinition.Of(servers, server => change(Prepared(server, new MachineDefinition.Simulated()))), configuration, cancellationToken);

    /// <summary>One real QEMU machine <c>vm-1</c>, of which its BMC tells the truth, and a workspace with the given files after the provider's.</summary>
    public static Task<Site> CreateVirtualAsync(Func<Rack, string> configuration, CancellationToken cancellationToken)
    {
        var machine = new MachineDefinition.Virtual();
        return CreateAsync(
            RackDefinition.Of(1, server => Prepared(server, machine) with
            {
                Name = "vm-1",
                Processors = 1,
                ThreadsPerProcessor = machine.Processors,
                MemoryMebiBytes = machine.MemoryMebiBytes,
            }),
            configuration,
            cancellationToken);
    }

    private static ServerDefinition Prepared(ServerDefinition server, MachineDefinition machine) => server with
    {
        Machine = machine,
        Bios = ValueMap<string, string>.Empty.Set("ProcTurboMode", "Disabled"),
    };

    private static async Task<Site> CreateAsync(RackDefinition definition, Func<Rack, string> configuration, CancellationToken cancellationToken)
    {
        var rack = Value(await Rack.StartAsync(definition, new RackOptions(), cancellationToken));
        try
        {
            var port = Ports.Free();
            var workspace = await Workspace.CreateAsync(Configurations.Head(port) + configuration(rack), cancellationToken);
            return new Site(rack, workspace, port);
        }
        catch
        {
            await rack.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes the Terraform files anew.</summary>
    public Task ConfigureAsync(string configuration, CancellationToken cancellationToken) =>
        Workspace.WriteAsync("main.tf", Configurations.Head(MediaPort) + configuration, cancellationToken);

    /// <summary>Requests that a BMC got which are no mere reading, sessions aside.</summary>
    public static IEnumerable<string> Writes(RackServer server) =>
        from request in server.Requests
        where request.Method is not ("GET" or "HEAD") && !request.Path.Contains("/SessionService/", StringComparison.Ordinal)
        select $"{request.Method} {request.Path}";

    public async ValueTask DisposeAsync()
    {
        await Workspace.DisposeAsync();
        await Rack.DisposeAsync();
    }

    private static T Value<T>(Outcome<T> outcome) => outcome.Match(
        success => success.Value,
        failure => throw new InvalidOperationException(string.Join('\n', failure.Errors.Select(error => error.ToString()))));
}
