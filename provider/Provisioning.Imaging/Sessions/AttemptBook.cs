using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Provisioning.Engine.Imaging;
using Provisioning.Imaging.Ledger;

namespace Provisioning.Imaging.Sessions;

/// <summary>All attempts, found by their key or by the tokens that machines come with, and their rows in the ledger.</summary>
internal sealed class AttemptBook(IMediaLedger ledger) : IDisposable
{
    private readonly ConcurrentDictionary<AttemptKey, Attempt> _attempts = new();
    private readonly ConcurrentDictionary<string, Attempt> _byMediaToken = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Attempt> _byTicketDigest = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Attempt> _bySession = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Attempt> _byPhoneToken = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (Attempt Attempt, ImageGrant Grant)> _byImageToken = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _loading = new(1, 1);
    private bool _loaded;

    /// <summary>The port that was chosen; null: none yet.</summary>
    public int? Port { get; private set; }

    /// <summary>All attempts.</summary>
    public IEnumerable<Attempt> All => _attempts.Values;

    /// <summary>Reads the ledger once.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _loaded)) return;
        await _loading.WaitAsync(cancellationToken);
        try
        {
            if (_loaded) return;
            foreach (var row in await ledger.LoadAsync(cancellationToken)) Restore(row);
            Volatile.Write(ref _loaded, true);
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>The attempt of a key; one that is not known is empty.</summary>
    public Attempt Of(AttemptKey key) => _attempts.GetOrAdd(key, wanted => new Attempt(wanted));

    /// <summary>The attempt that a medium's token belongs to.</summary>
    public Attempt? ByMedia(string token) => _byMediaToken.GetValueOrDefault(Tokens.Digest(token));

    /// <summary>The attempt that a ticket belongs to.</summary>
    public Attempt? ByTicket(string ticket) => _byTicketDigest.GetValueOrDefault(Tokens.Digest(ticket));

    /// <summary>The attempt that a session belongs to.</summary>
    public Attempt? BySession(string sessionId) => _bySession.GetValueOrDefault(Tokens.Digest(sessionId));

    /// <summary>The attempt that a phone-home token belongs to.</summary>
    public Attempt? ByPhone(string token) => _byPhoneToken.GetValueOrDefault(Tokens.Digest(token));

    /// <summary>The attempt and the image that an image token stands for.</summary>
    public (Attempt Attempt, ImageGrant Grant)? ByImage(string token) =>
        _byImageToken.TryGetValue(Tokens.Digest(token), out var found) ? found : null;

    /// <summary>Writes an attempt's row as it is now, and makes it known by its tokens.</summary>
    public async ValueTask SaveAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        await attempt.Saving.WaitAsync(cancellationToken);
        try
        {
            if (attempt.Record is not { } record) return;
            record = record with { BytesServed = attempt.BytesServed };
            await ledger.UpsertAsync($"attempt/{attempt.Key}", JsonSerializer.Serialize(record, LedgerJson.Default.AttemptRecord), cancellationToken);
            Index(attempt, record);
        }
        finally
        {
            attempt.Saving.Release();
        }
    }

    /// <summary>Writes the row of an order.</summary>
    public ValueTask SaveAsync(Attempt attempt, OrderRecord order, CancellationToken cancellationToken) =>
        ledger.UpsertAsync($"order/{attempt.Key}/{order.TaskId}", JsonSerializer.Serialize(order, LedgerJson.Default.OrderRecord), cancellationToken);

    /// <summary>Writes the phone-home row, and makes it known by its token.</summary>
    public async ValueTask SaveAsync(Attempt attempt, PhoneRecord phone, CancellationToken cancellationToken)
    {
        await ledger.UpsertAsync($"phone/{attempt.Key}", JsonSerializer.Serialize(phone, LedgerJson.Default.PhoneRecord), cancellationToken);
        _byPhoneToken[Tokens.Digest(phone.Token)] = attempt;
    }

    /// <summary>Lets the agent of an attempt fetch an image; the same image again gives the same grant.</summary>
    public async ValueTask<ImageGrant> GrantAsync(Attempt attempt, string sha256, string fileName, CancellationToken cancellationToken)
    {
        var grant = attempt.Grant(new ImageGrant(attempt.Key.Claim, attempt.Key.Number, Tokens.New(), fileName, sha256));
        await ledger.UpsertAsync($"image/{attempt.Key}/{sha256}", JsonSerializer.Serialize(grant, LedgerJson.Default.ImageGrant), cancellationToken);
        _byImageToken[Tokens.Digest(grant.Token)] = (attempt, grant);
        return grant;
    }

    /// <summary>Removes the rows of an attempt that is over: grants, orders and results. A small one stays, so that late callers are told that it is over.</summary>
    public async ValueTask ForgetContentAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        foreach (var order in attempt.Orders) await ledger.UpsertAsync($"order/{attempt.Key}/{order.Record.TaskId}", null, cancellationToken);
        foreach (var grant in attempt.Images) await ledger.UpsertAsync($"image/{attempt.Key}/{grant.Sha256}", null, cancellationToken);
    }

    /// <summary>Keeps the port.</summary>
    public async ValueTask KeepPortAsync(int port, CancellationToken cancellationToken)
    {
        await ledger.UpsertAsync("port", JsonSerializer.Serialize(new PortRecord(port), LedgerJson.Default.PortRecord), cancellationToken);
        Port = port;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _loading.Dispose();
        foreach (var attempt in _attempts.Values) attempt.Saving.Dispose();
    }

    private void Restore(MediaRow row)
    {
        var parts = row.Key.Split('/');
        switch (parts[0])
        {
            case "port":
                Port = JsonSerializer.Deserialize(row.Json, LedgerJson.Default.PortRecord)?.Port;
                break;
            case "attempt" when JsonSerializer.Deserialize(row.Json, LedgerJson.Default.AttemptRecord) is { } record:
                var attempt = Of(new AttemptKey(record.Claim, record.Number));
                attempt.Restore(record);
                Index(attempt, record);
                break;
            case "phone" when JsonSerializer.Deserialize(row.Json, LedgerJson.Default.PhoneRecord) is { } phone:
                var caller = Of(new AttemptKey(phone.Claim, phone.Number));
                caller.SetPhone(phone);
                _byPhoneToken[Tokens.Digest(phone.Token)] = caller;
                break;
            case "image" when JsonSerializer.Deserialize(row.Json, LedgerJson.Default.ImageGrant) is { } grant:
                var reader = Of(new AttemptKey(grant.Claim, grant.Number));
                reader.Grant(grant);
                _byImageToken[Tokens.Digest(grant.Token)] = (reader, grant);
                break;
            case "order" when parts.Length >= 4 && JsonSerializer.Deserialize(row.Json, LedgerJson.Default.OrderRecord) is { } order:
                Of(new AttemptKey(parts[1], int.Parse(parts[2], CultureInfo.InvariantCulture))).Restore(order);
                break;
        }
    }

    private void Index(Attempt attempt, AttemptRecord record)
    {
        _byMediaToken[Tokens.Digest(record.MediaToken)] = attempt;
        _byTicketDigest[record.TicketSha256] = attempt;
        if (record.Session is { } session) _bySession[Tokens.Digest(session.SessionId)] = attempt;
    }
}
