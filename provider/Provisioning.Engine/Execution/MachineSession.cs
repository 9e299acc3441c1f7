using Provisioning.Engine.Discovery;
using Provisioning.Engine.Stores;
using Provisioning.Model.Collections;
using Provisioning.Model.Faults;
using Provisioning.Model.HouseRules;
using Provisioning.Model.Planning;
using Provisioning.Model.Security;
using Provisioning.Model.Servers;
using Provisioning.Model.Sites;

namespace Provisioning.Engine.Execution;

/// <summary>The connection of one operation to one BMC: opened on first need, opened again when a remedy says so, closed at the end.</summary>
internal sealed class MachineSession(
    IBmcConnector connector, IEngineStore store, DoorContext context, string server, BmcEndpoint endpoint, string? pinned, bool forReading)
    : IAsyncDisposable
{
    private IBmcConnection? _connection;
    private string? _pinned = pinned;

    /// <summary>The connection.</summary>
    /// <exception cref="InvalidOperationException">It was not opened; a bug of the caller.</exception>
    public IBmcConnection Connection => _connection ?? throw new InvalidOperationException("The connection to the BMC is not open.");

    public bool IsOpen => _connection is not null;

    public async ValueTask<PortResult<IBmcConnection>> OpenAsync(CancellationToken cancellationToken)
    {
        if (_connection is { } open) return new PortResult<IBmcConnection>.Ok(open);
        var credentials = Resolve(out var missing);
        if (credentials.IsEmpty) return new Fault(FaultKind.AuthenticationFailed, PlanningDiagnostics.HasNoCredential(server, missing!));
        var request = new BmcConnectRequest
        {
            Address = endpoint.Address,
            Credentials = credentials,
            TlsTrust = context.Site.TlsTrust,
            TlsAuthorities = context.Site.TlsAuthorities,
            PinnedFingerprint = _pinned,
            RequestsInFlight = context.Site.Limits.BmcRequests,
            Capabilities = await store.ReadCapabilitiesAsync(endpoint.Address, cancellationToken),
        };
        var answer = await connector.ConnectAsync(request, cancellationToken);
        if (!answer.TryGet(out var connection, out var fault)) return fault;
        _connection = connection;
        _pinned = context.Site.TlsTrust == TlsTrust.PinOnFirstUse ? connection.Fingerprint : _pinned;
        _learnt = request.Capabilities;
        return new PortResult<IBmcConnection>.Ok(connection);
    }

    public async ValueTask<PortResult<IBmcConnection>> ReopenAsync(CancellationToken cancellationToken)
    {
        await CloseAsync();
        return await OpenAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync() => await CloseAsync();

    private string? _learnt;

    [HouseRuleExemption(HouseRule.TokenLast, "A session is always deleted, also after a cancel.")]
    private async ValueTask CloseAsync()
    {
        if (_connection is not { } connection) return;
        _connection = null;
        try
        {
            if (connection.Capabilities.Length > 0 && connection.Capabilities != _learnt)
                await store.SaveCapabilitiesAsync(endpoint.Address, connection.Capabilities, CancellationToken.None);
        }
        finally
        {
            await connection.DisposeAsync();
        }
    }

    private ValueArray<Credential> Resolve(out string? missing)
    {
        missing = null;
        var found = new List<Credential>();
        IEnumerable<string> names = [endpoint.Credential, .. endpoint.BootstrapCredentials];
        if (forReading && endpoint.ReadCredential is { } reader) names = [reader, .. names];
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            if (context.Credentials.FirstOrDefault(credential => credential.Name == name) is { } credential) found.Add(credential);
            else missing ??= name;
        }

        return found.ToValueArray();
    }
}
