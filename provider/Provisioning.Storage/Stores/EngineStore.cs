using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Provisioning.Engine.Discovery;
using Provisioning.Engine.Journals;
using Provisioning.Engine.Servers;
using Provisioning.Engine.Stores;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Sites;
using Provisioning.Model.Stores;
using Provisioning.Storage.Databases;
using Provisioning.Storage.Journals;
using Provisioning.Storage.Logins;
using Provisioning.Storage.Rows;

namespace Provisioning.Storage.Stores;

/// <summary>
/// The store of a site: <c>journal.db</c> in its folder (SQLite, write-ahead log, full synchronisation). One engine has it open; each opening raises the
/// generation, and a row is written only while the generation is still the newest.
/// </summary>
public sealed class EngineStore : IEngineStore, IAsyncDisposable
{
    private const string Capabilities = "capabilities";
    private const string Site = "site";

    private readonly StoreDatabase _database;

    private EngineStore(StoreDatabase database, long epoch, byte[] salt, TimeProvider time)
    {
        _database = database;
        Epoch = epoch;
        Logins = new LoginLedger(database, salt, epoch, time);
    }

    /// <inheritdoc/>
    public long Epoch { get; }

    /// <summary>Failed passwords and open sessions.</summary>
    public ILoginLedger Logins { get; }

    /// <summary>Keyed rows of one space, e.g. <c>media</c>.</summary>
    public IKeyedRows Rows(string space) => new KeyedRows(_database, space);

    /// <summary>Opens the store in a folder that exists; makes it if it is not there.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async ValueTask<Outcome<EngineStore>> OpenAsync(string folder, TimeProvider time, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, "journal.db");
        StoreDatabase? database = null;
        try
        {
            database = StoreDatabase.Open(file);
            var opened = await database.RunAsync(connection => Prepare(connection, file, time.GetUtcNow()), cancellationToken);
            return new EngineStore(database, opened.Epoch, opened.Salt, time);
        }
        catch (StoreException exception)
        {
            if (database is not null) await database.DisposeAsync();
            return exception.Diagnostic;
        }
    }

    /// <inheritdoc/>
    public ValueTask<ValueArray<ServerRecord>> LoadServersAsync(CancellationToken cancellationToken) => ReadAsync(
        connection => Sql.Rows(
            connection,
            "SELECT json FROM servers ORDER BY name",
            row => JsonSerializer.Deserialize(row.GetString(0), StoreJsonContext.Default.ServerRecord) ?? throw new JsonException("A projection is empty.")).ToValueArray(),
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask<long> AppendAsync(JournalEntry entry, ServerRecord projection, CancellationToken cancellationToken)
    {
        var encoded = JournalCodec.Encode(entry.Event);
        var json = JsonSerializer.Serialize(projection, StoreJsonContext.Default.ServerRecord);
        return _database.RunAsync(
            connection =>
            {
                Fence(connection);
                var sequence = (long)Sql.Scalar(
                    connection,
                    """
                    INSERT INTO journal (at, server, operation, actor, door, epoch, kind, version, json)
                    VALUES ($at, $server, $operation, $actor, $door, $epoch, $kind, $version, $json) RETURNING sequence
                    """,
                    ("$at", entry.At.ToString("O", CultureInfo.InvariantCulture)),
                    ("$server", entry.Server),
                    ("$operation", entry.Operation),
                    ("$actor", entry.Actor),
                    ("$door", entry.Door),
                    ("$epoch", Epoch),
                    ("$kind", encoded.Kind),
                    ("$version", encoded.Version),
                    ("$json", encoded.Json))!;
                Sql.Execute(
                    connection,
                    """
                    INSERT INTO servers (name, sequence, version, json) VALUES ($name, $sequence, 1, $json)
                    ON CONFLICT (name) DO UPDATE SET sequence = excluded.sequence, version = excluded.version, json = excluded.json
                    """,
                    ("$name", entry.Server),
                    ("$sequence", sequence),
                    ("$json", json));
                return sequence;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<ValueArray<JournalRow>> ReadJournalAsync(string? server, int limit, CancellationToken cancellationToken) => ReadAsync(
        connection => Sql.Rows(
            connection,
            """
            SELECT * FROM (
                SELECT sequence, at, server, operation, actor, door, epoch, kind, version, json FROM journal
                WHERE $server IS NULL OR server = $server ORDER BY sequence DESC LIMIT $limit)
            ORDER BY sequence
            """,
            Row,
            ("$server", server),
            ("$limit", limit)).ToValueArray(),
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> TakeLeaseAsync(string server, string operation, CancellationToken cancellationToken) => _database.RunAsync(
        connection =>
        {
            Fence(connection);
            return Sql.Execute(
                connection,
                """
                INSERT INTO leases (server, operation, epoch) VALUES ($server, $operation, $epoch)
                ON CONFLICT (server) DO UPDATE SET operation = excluded.operation, epoch = excluded.epoch
                WHERE leases.epoch < excluded.epoch OR leases.operation = excluded.operation
                """,
                ("$server", server),
                ("$operation", operation),
                ("$epoch", Epoch)) == 1;
        },
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask ReleaseLeaseAsync(string server, string operation, CancellationToken cancellationToken) => await _database.RunAsync(
        connection => Sql.Execute(
            connection,
            "DELETE FROM leases WHERE server = $server AND operation = $operation AND epoch = $epoch",
            ("$server", server),
            ("$operation", operation),
            ("$epoch", Epoch)),
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask<(MediaSettings Media, LimitSettings Limits)?> ReadSiteAsync(CancellationToken cancellationToken) => ReadAsync(
        connection => KeyedRows.Read(connection, Site, Site) is { } json && JsonSerializer.Deserialize(json, StoreJsonContext.Default.SiteRow) is { } row
            ? (row.Media, row.Limits)
            : ((MediaSettings, LimitSettings)?)null,
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask SaveSiteAsync(MediaSettings media, LimitSettings limits, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.Serialize(new SiteRow(media, limits), StoreJsonContext.Default.SiteRow);
        await _database.RunAsync(connection => KeyedRows.Write(connection, Site, Site, json), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<string?> ReadCapabilitiesAsync(string address, CancellationToken cancellationToken) =>
        _database.RunAsync(connection => KeyedRows.Read(connection, Capabilities, address), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask SaveCapabilitiesAsync(string address, string capabilities, CancellationToken cancellationToken) =>
        await _database.RunAsync(connection => KeyedRows.Write(connection, Capabilities, address, capabilities), cancellationToken);

    /// <summary>Lets the file grow by next to nothing more: what a full disk looks like, for tests.</summary>
    internal async ValueTask LimitPagesAsync(CancellationToken cancellationToken) => await _database.RunAsync(
        connection => Sql.Scalar(connection, "PRAGMA max_page_count = " + ((long)Sql.Scalar(connection, "PRAGMA page_count")! + 8).ToString(CultureInfo.InvariantCulture)),
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private async ValueTask<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken)
    {
        try
        {
            return await _database.RunAsync(read, cancellationToken);
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw new StoreException(StoreDiagnostics.IsDamaged("journal.db", exception.Message), exception);
        }
    }

    private static (long Epoch, byte[] Salt) Prepare(SqliteConnection connection, string file, DateTimeOffset now)
    {
        var isNew = Sql.Scalar(connection, "SELECT 1 FROM sqlite_master WHERE name = 'meta'") is null;
        if (!isNew && Math.Max(Sql.MetaNumber(connection, "min_reader") ?? 0, Sql.MetaNumber(connection, "min_writer") ?? 0) is var needs && needs > StoreFormat.Version)
            throw new StoreException(StoreDiagnostics.IsNewer(file, needs, StoreFormat.Version));
        Sql.Execute(connection, StoreFormat.Tables);
        if (isNew)
        {
            var oldest = StoreFormat.OldestUser.ToString(CultureInfo.InvariantCulture);
            foreach (var key in new[] { "format", "min_reader", "min_writer" }) Sql.SetMeta(connection, key, oldest);
            Sql.SetMeta(connection, "created", now.ToString("O", CultureInfo.InvariantCulture));
            Sql.SetMeta(connection, "salt", RandomNumberGenerator.GetHexString(64, lowercase: true));
        }

        Upgrade(connection);
        LoginLedger.Tidy(connection, now);
        var epoch = (Sql.MetaNumber(connection, "generation") ?? 0) + 1;
        Sql.SetMeta(connection, "generation", epoch.ToString(CultureInfo.InvariantCulture));
        return (epoch, Convert.FromHexString(Sql.Meta(connection, "salt")!));
    }

    // A store of a newer format that this program may still use is left as it is.
    private static void Upgrade(SqliteConnection connection)
    {
        var format = Sql.MetaNumber(connection, "format") ?? 1;
        foreach (var (version, sql) in StoreFormat.Additions)
        {
            if (version <= format) continue;
            Sql.Execute(connection, sql);
            Sql.SetMeta(connection, "format", version.ToString(CultureInfo.InvariantCulture));
        }
    }

    private void Fence(SqliteConnection connection)
    {
        if (Sql.MetaNumber(connection, "generation") is { } newest && newest != Epoch)
            throw new StoreException(StoreDiagnostics.IsTakenOver(Epoch, newest));
    }

    private static JournalRow Row(SqliteDataReader row) => new(
        row.GetInt64(0),
        row.GetInt64(6),
        new JournalEntry(
            DateTimeOffset.Parse(row.GetString(1), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
            row.GetString(2),
            row.IsDBNull(3) ? null : row.GetString(3),
            row.GetString(4),
            row.GetString(5),
            JournalCodec.Decode(new EncodedEvent(row.GetString(7), row.GetInt32(8), row.GetString(9)))));
}
