using Provisioning.Model.Collections;
using Provisioning.Model.Faults;
using Provisioning.Model.Security;
using Provisioning.Model.Sites;

namespace Provisioning.Engine.Discovery;

/// <summary>Makes connections to BMCs. Expected failures come as faults, never as exceptions; only cancellation is thrown.</summary>
public interface IBmcConnector
{
    /// <summary>Connects and logs in. A password that failed twice is not tried again (<see cref="FaultKind.LoginWithheld"/>).</summary>
    ValueTask<PortResult<IBmcConnection>> ConnectAsync(BmcConnectRequest request, CancellationToken cancellationToken);
}

/// <summary>How to connect.</summary>
public sealed record BmcConnectRequest
{
    /// <summary>Host or address with an optional port.</summary>
    public required string Address { get; init; }

    /// <summary>Logins to try, each once, in this order.</summary>
    public required ValueArray<Credential> Credentials { get; init; }

    /// <summary>How the certificate is judged.</summary>
    public required TlsTrust TlsTrust { get; init; }

    /// <summary>PEM text of authorities, for <see cref="TlsTrust.CertificateAuthority"/>.</summary>
    public string? TlsAuthorities { get; init; }

    /// <summary>The fingerprint to expect, SHA-256 as lower-case hex; null: first contact.</summary>
    public string? PinnedFingerprint { get; init; }

    /// <summary>Requests in flight at most.</summary>
    public int RequestsInFlight { get; init; } = 4;

    /// <summary>What <see cref="IBmcConnection.Capabilities"/> said last time, which saves requests; null: unknown.</summary>
    public string? Capabilities { get; init; }
}

/// <summary>
/// A connection with a session. It is made once for an operation, used by one step at a time, and deletes its session when disposed.
/// </summary>
public interface IBmcConnection : IAsyncDisposable
{
    /// <summary>The fingerprint of the certificate that was seen, SHA-256 as lower-case hex.</summary>
    string Fingerprint { get; }

    /// <summary>The name of the credential that worked.</summary>
    string CredentialName { get; }

    /// <summary>What was learnt about this BMC (paths, registry, quirks in force), opaque to the engine, to be kept and given back.</summary>
    string Capabilities { get; }

    /// <summary>Requests sent so far.</summary>
    int RequestCount { get; }

    /// <summary>Inventory.</summary>
    Inventories.IInventoryPort Inventory { get; }

    /// <summary>Host power.</summary>
    Powering.IPowerPort Power { get; }

    /// <summary>Boot override.</summary>
    Booting.IBootPort Boot { get; }

    /// <summary>Virtual media.</summary>
    Booting.IVirtualMediaPort Media { get; }

    /// <summary>BIOS attributes.</summary>
    Bios.IBiosPort Bios { get; }

    /// <summary>Firmware inventory.</summary>
    Firmware.IFirmwarePort Firmware { get; }

    /// <summary>The BMC's own settings, and its restart.</summary>
    BmcConfiguration.IBmcConfigurationPort Configuration { get; }

    /// <summary>Tasks and the event log.</summary>
    ITaskPort Tasks { get; }

    /// <summary>Accounts.</summary>
    IAccountPort Accounts { get; }
}

/// <summary>What a BMC said when it took a write: the "Accepted" row of the journal.</summary>
/// <param name="TaskUri">The task that carries it out; null: done at once.</param>
/// <param name="ETag">The entity tag after the write; null: none.</param>
/// <param name="BmcClock">The BMC's clock (Date header); null: none.</param>
public sealed record Acceptance(string? TaskUri, string? ETag, DateTimeOffset? BmcClock)
{
    /// <summary>Nothing to note.</summary>
    public static Acceptance Plain { get; } = new(null, null, null);
}

/// <summary>Tasks and the event log of a BMC.</summary>
public interface ITaskPort
{
    /// <summary>The tasks that are not at their end. Empty where the BMC has no task service.</summary>
    ValueTask<PortResult<ValueArray<BmcTask>>> ListRunningAsync(CancellationToken cancellationToken);

    /// <summary>One task; <see cref="FaultKind.Rejected"/> where it is gone.</summary>
    ValueTask<PortResult<BmcTask>> ReadAsync(string uri, CancellationToken cancellationToken);

    /// <summary>The newest entries of the system and manager event logs, newest first, as lines.</summary>
    ValueTask<PortResult<ValueArray<string>>> ReadEventLogTailAsync(int count, CancellationToken cancellationToken);
}

/// <summary>A task of a BMC.</summary>
/// <param name="Uri">Its path.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">Running, done or failed.</param>
/// <param name="Message">Its last message; never a secret.</param>
public sealed record BmcTask(string Uri, string Name, BmcTaskState State, string Message);

/// <summary>How far a task is.</summary>
public enum BmcTaskState
{
    /// <summary>New, starting, running, pending, suspended or stopping.</summary>
    Running = 1,

    /// <summary>Completed.</summary>
    Completed = 2,

    /// <summary>Exception, killed, cancelled or interrupted.</summary>
    Failed = 3,
}
