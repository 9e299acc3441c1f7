using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Provisioning.Engine.Execution;
using Provisioning.Engine.Inventories;
using Provisioning.Engine.Servers;
using Provisioning.Engine.Steps;
using Provisioning.Engine.Stores;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Planning;
using Provisioning.Model.Servers;
using Provisioning.Model.Sites;

namespace Provisioning.Engine.Operations;

/// <summary>What all operations of one engine share.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "Lives as long as the process; the gate has no wait handle.")]
internal sealed class EngineCore(EnginePorts ports, ServerBook book, StepRegistry registry)
{
    private readonly SemaphoreSlim _siteGate = new(1, 1);

    // Leases that could not be given back: server, and the operation that had it.
    private readonly ConcurrentDictionary<string, string> _unreturned = new(StringComparer.Ordinal);

    public EnginePorts Ports => ports;

    public ServerBook Book => book;

    public StepRegistry Registry => registry;

    public SiteLimiter Limiter { get; } = new();

    public ClaimGate Claims { get; } = new();

    public RecentLooks Looks { get; } = new(ports.Time);

    /// <summary>Operations under way, by server.</summary>
    public ConcurrentDictionary<string, RunningOperation> Running { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Takes a machine's lease. One that an operation of this engine could not give back, because the store could not be written, is given back first:
    /// otherwise the machine would be taken for as long as this engine lives.
    /// </summary>
    public async ValueTask<bool> TakeLeaseAsync(string name, string operation, CancellationToken cancellationToken)
    {
        if (_unreturned.TryGetValue(name, out var former))
        {
            await ports.Store.ReleaseLeaseAsync(name, former, cancellationToken);
            _unreturned.TryRemove(name, out _);
        }

        return await ports.Store.TakeLeaseAsync(name, operation, cancellationToken);
    }

    /// <summary>Gives a machine's lease back.</summary>
    public async ValueTask ReleaseLeaseAsync(string name, string operation, CancellationToken cancellationToken)
    {
        try
        {
            await ports.Store.ReleaseLeaseAsync(name, operation, cancellationToken);
        }
        catch (StoreException)
        {
            _unreturned[name] = operation;
            throw;
        }
    }

    public string NewId() => ports.NewId?.Invoke() ?? RandomNumberGenerator.GetHexString(32, lowercase: true);

    public string NewOperationId() => "op-" + NewId()[..12];

    /// <summary>Takes the site's settings from the first door, and from another door only while nothing is under way.</summary>
    public async ValueTask<Diagnostic?> AgreeOnSiteAsync(SiteSettings site, string? ownOperation, CancellationToken cancellationToken)
    {
        await _siteGate.WaitAsync(cancellationToken);
        try
        {
            var kept = await ports.Store.ReadSiteAsync(cancellationToken);
            if (kept is { } settings && settings.Media == site.Media && settings.Limits == site.Limits) return null;
            var isIdle = Running.Values.All(operation => operation.Id == ownOperation);
            if (kept is { } other && !isIdle) return PlanningDiagnostics.SiteIsSetOtherwise($"{other.Media} {other.Limits}", $"{site.Media} {site.Limits}");
            await ports.Store.SaveSiteAsync(site.Media, site.Limits, CancellationToken.None);
            return null;
        }
        finally
        {
            _siteGate.Release();
        }
    }

    /// <summary>Notes that a door has a finished server in its state.</summary>
    public async ValueTask ShowAsync(string name, ClaimId claim, DoorContext context, CancellationToken cancellationToken)
    {
        if (book.Find(name) is { Forgotten: false, Finished: true, Shown: false } record && record.Claim == claim)
            await book.AppendAsync(new RowAuthor(null, context.Actor, context.Door), name, new Journals.JournalEvent.ClaimShown(), cancellationToken);
    }

    public static ServerSnapshot SnapshotOf(ServerRecord record) => new()
    {
        Name = record.Name,
        Address = record.Address,
        Claim = record.Claim,
        Observed = record.Observed ?? new ServerObserved { Identity = record.Identity, BmcFingerprint = record.Fingerprint },
        Conditions = record.Conditions,
        ReceiptHead = record.ReceiptHead,
        ReceiptCount = record.ReceiptCount,
    };
}
