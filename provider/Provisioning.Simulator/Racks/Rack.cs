using System.Buffers.Text;
using System.Security.Cryptography;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Simulation;
using Provisioning.Simulator.Bmcs;
using Provisioning.Simulator.Control;
using Provisioning.Simulator.Definitions;
using Provisioning.Simulator.Machines;
using Provisioning.Simulator.Personalities;

namespace Provisioning.Simulator.Racks;

/// <summary>
/// A running rack: simulated BMCs that speak Redfish over TLS, each at its own port, and the machines behind them. Everything it
/// started ends when it is disposed of.
/// </summary>
public sealed class Rack : IAsyncDisposable
{
    private readonly RackAuthority _authority;
    private readonly RackListener _listener = new();
    private readonly string? _ownFolder;
    private readonly Dictionary<string, RackServer> _byName = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _stopAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _disposed;

    private Rack(RackDefinition definition, RackAuthority authority, string? ownFolder)
    {
        Definition = definition;
        _authority = authority;
        _ownFolder = ownFolder;
        ControlToken = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
    }

    /// <summary>What was asked for.</summary>
    public RackDefinition Definition { get; }

    /// <summary>The servers, in the order of the definition.</summary>
    public IReadOnlyList<RackServer> Servers { get; private set; } = [];

    /// <summary>The certificate of the authority that issued the BMCs' certificates, as PEM.</summary>
    public string AuthorityPem => _authority.Pem;

    /// <summary>The address of the control API, <c>http://127.0.0.1:PORT/</c>.</summary>
    public Uri ControlEndpoint => new($"http://127.0.0.1:{_listener.ControlPort}/");

    /// <summary>The token that the control API asks for (<c>Authorization: Bearer</c>).</summary>
    public string ControlToken { get; }

    /// <summary>A server by its name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public RackServer this[string name] => _byName[name];

    /// <summary>Starts a rack, or says why it cannot be started; then nothing is left of it.</summary>
    public static async Task<Outcome<Rack>> StartAsync(RackDefinition definition, RackOptions options, CancellationToken cancellationToken)
    {
        var needed = MachineFactory.Missing(definition);
        if (needed.Count > 0) return Outcome<Rack>.Fail(needed.Select(SimulationDiagnostics.MissingProgram));

        var ownFolder = options.StateFolder is null ? Directory.CreateTempSubdirectory("rack").FullName : null;
        var folder = options.StateFolder ?? ownFolder!;
        Directory.CreateDirectory(folder);
        var authority = new RackAuthority(definition.Name, options.StateFolder is null ? null : Path.Combine(folder, "tls"), options.Time);
        var rack = new Rack(definition, authority, ownFolder);
        var started = false;
        try
        {
            var problem = await rack.StartAsync(folder, options.Time, cancellationToken);
            if (problem is not null) return problem;
            started = true;
            return rack;
        }
        finally
        {
            if (!started) await rack.DisposeAsync();
        }
    }

    /// <summary>Waits until the control API asks for the rack's end, or the token is cancelled.</summary>
    internal async Task UntilStoppedAsync(CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.Register(AskToStop);
        await _stopAsked.Task;
    }

    internal void AskToStop() => _stopAsked.TrySetResult();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        await _listener.DisposeAsync();
        await Task.WhenAll(Servers.Select(server => server.Bmc.DisposeAsync().AsTask()));
        _authority.Dispose();
        if (_ownFolder is not null) Directory.Delete(_ownFolder, recursive: true);
    }

    private async Task<Diagnostic?> StartAsync(string folder, TimeProvider time, CancellationToken cancellationToken)
    {
        var servers = new List<RackServer>();
        foreach (var definition in Definition.Servers)
        {
            if (!PersonalityCatalogue.TryFind(definition.Personality, out var personality))
            {
                return SimulationDiagnostics.UnknownPersonality(AttributePath.Of("personality"), definition.Personality, PersonalityCatalogue.Names);
            }

            var machine = MachineFactory.Create(definition, personality, folder, time);
            var server = new RackServer(new SimulatedBmc(definition, personality, machine, time), _authority, Definition.Listen);
            servers.Add(server);
            if (!_byName.TryAdd(definition.Name, server)) return SimulationDiagnostics.DuplicateServer(AttributePath.Of("servers"), definition.Name);
            foreach (var (attribute, value) in definition.Bios)
            {
                if (!server.SetBios(attribute, value)) return SimulationDiagnostics.InvalidValue(AttributePath.Of("bios").Key(attribute), "a value of the BIOS registry", value);
            }
        }

        Servers = servers;
        foreach (var server in servers)
        {
            try
            {
                await server.Bmc.Machine.RackAsync(cancellationToken);
            }
            catch (MachineException exception)
            {
                return SimulationDiagnostics.MachineDidNotStart(server.Name, exception.Message);
            }
        }

        try
        {
            await _listener.StartAsync(Definition.Listen, Definition.BasePort, servers, new ControlService(this), cancellationToken);
        }
        catch (IOException exception)
        {
            return SimulationDiagnostics.NoListener(Definition.Listen.ToString(), exception.Message);
        }

        foreach (var server in servers.Where(server => server.Definition.PoweredOn)) server.PowerOn();
        return null;
    }
}
