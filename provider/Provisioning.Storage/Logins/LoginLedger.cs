using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Provisioning.Engine.Discovery;
using Provisioning.Model.Collections;
using Provisioning.Model.Security;
using Provisioning.Storage.Databases;

namespace Provisioning.Storage.Logins;

/// <summary>
/// Failed passwords and open sessions, across processes. A password is known by a keyed digest over authority, user and password alone; the key is the
/// store's own, so that digests of two stores cannot be compared.
/// </summary>
internal sealed class LoginLedger(StoreDatabase database, byte[] salt, long epoch, TimeProvider time) : ILoginLedger
{
    // Generations count from one, so what belongs to this one belongs to no engine.
    private const long NoEngine = 0;

    /// <summary>Gives a time to refusals that have none, and to those that a wrong clock put into the future: now.</summary>
    public static void Tidy(SqliteConnection connection, DateTimeOffset now) => Sql.Execute(
        connection, "UPDATE logins SET refused_at = $now WHERE refused_at IS NULL OR refused_at > $now", ("$now", now.ToUnixTimeMilliseconds()));

    public ValueTask<LoginStanding> StandingAsync(string authority, Credential credential, CancellationToken cancellationToken)
    {
        var (digest, account) = (Digest(authority, credential), AccountDigest(authority, credential));
        var now = time.GetUtcNow();
        return database.RunAsync(
            connection => Standing(connection, authority, digest, now).Within(Standing(connection, authority, account, now)), cancellationToken);
    }

    public async ValueTask RecordRefusedAsync(string authority, Credential credential, CancellationToken cancellationToken)
    {
        var (digest, account) = (Digest(authority, credential), AccountDigest(authority, credential));
        var now = time.GetUtcNow();
        await database.RunAsync(
            connection => Count(connection, authority, digest, now) + Count(connection, authority, account, now),
            cancellationToken);
    }

    public async ValueTask RecordAcceptedAsync(string authority, Credential credential, CancellationToken cancellationToken)
    {
        var (digest, account) = (Digest(authority, credential), AccountDigest(authority, credential));
        await database.RunAsync(
            connection => Sql.Execute(
                connection,
                "DELETE FROM logins WHERE address = $address AND digest IN ($digest, $account)",
                ("$address", authority),
                ("$digest", digest),
                ("$account", account)),
            cancellationToken);
    }

    public async ValueTask SessionOpenedAsync(string authority, string sessionUri, CancellationToken cancellationToken) => await database.RunAsync(
        connection => Sql.Execute(
            connection,
            "INSERT INTO sessions (address, uri, epoch) VALUES ($address, $uri, $epoch) ON CONFLICT (address, uri) DO UPDATE SET epoch = excluded.epoch",
            ("$address", authority),
            ("$uri", sessionUri),
            ("$epoch", epoch)),
        cancellationToken);

    public async ValueTask SessionAbandonedAsync(string authority, string sessionUri, CancellationToken cancellationToken) => await database.RunAsync(
        connection => Sql.Execute(
            connection,
            "UPDATE sessions SET epoch = $none WHERE address = $address AND uri = $uri AND epoch = $epoch",
            ("$none", NoEngine),
            ("$address", authority),
            ("$uri", sessionUri),
            ("$epoch", epoch)),
        cancellationToken);

    public async ValueTask SessionClosedAsync(string authority, string sessionUri, CancellationToken cancellationToken) => await database.RunAsync(
        connection => Sql.Execute(
            connection,
            "DELETE FROM sessions WHERE address = $address AND uri = $uri AND epoch < $epoch",
            ("$address", authority),
            ("$uri", sessionUri),
            ("$epoch", epoch)),
        cancellationToken);

    public ValueTask<ValueArray<string>> OrphanedSessionsAsync(string authority, CancellationToken cancellationToken) => database.RunAsync(
        connection => Sql.Rows(
            connection,
            "SELECT uri FROM sessions WHERE address = $address AND epoch < $epoch ORDER BY uri",
            row => row.GetString(0),
            ("$address", authority),
            ("$epoch", epoch)).ToValueArray(),
        cancellationToken);

    private static LoginStanding Standing(SqliteConnection connection, string authority, string digest, DateTimeOffset now)
    {
        var rows = Sql.Rows(
            connection,
            "SELECT refused, refused_at FROM logins WHERE address = $address AND digest = $digest",
            row => (Refused: row.GetInt64(0), At: row.IsDBNull(1) ? (DateTimeOffset?)null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1))),
            ("$address", authority),
            ("$digest", digest));
        return rows is [var found] ? LoginStanding.Of(found.Refused, found.At, now) : LoginStanding.Clean;
    }

    private static int Count(SqliteConnection connection, string authority, string digest, DateTimeOffset now) => Sql.Execute(
        connection,
        """
        INSERT INTO logins (address, digest, refused, refused_at) VALUES ($address, $digest, $refused, $now)
        ON CONFLICT (address, digest) DO UPDATE SET refused = excluded.refused, refused_at = excluded.refused_at
        """,
        ("$address", authority),
        ("$digest", digest),
        ("$refused", Standing(connection, authority, digest, now).Refusals + 1),
        ("$now", now.ToUnixTimeMilliseconds()));

    private string Digest(string authority, Credential credential) => Hash($"{authority}\0{credential.Username}\0{credential.Password.Reveal()}");

    // A row of its own for the account; no authority is called "account", so it is no password's.
    private string AccountDigest(string authority, Credential credential) => Hash($"account\0{authority}\0{credential.Username}");

    private string Hash(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(text)));
}
