using System.Security.Cryptography;
using System.Text;
using Provisioning.Engine.Discovery;
using Provisioning.Model.Collections;
using Provisioning.Model.Security;
using Provisioning.Storage.Databases;

namespace Provisioning.Storage.Logins;

/// <summary>
/// Failed passwords and open sessions, across processes. A password is known by a keyed digest over address, user and password alone; the key is the
/// store's own, so that digests of two stores cannot be compared.
/// </summary>
internal sealed class LoginLedger(StoreDatabase database, byte[] salt, long epoch) : ILoginLedger
{
    private const long MostRefusals = 2;

    public async ValueTask<bool> MayTryAsync(string address, Credential credential, CancellationToken cancellationToken)
    {
        var digest = Digest(address, credential);
        return await database.RunAsync(
            connection => Sql.Scalar(
                connection, "SELECT refused FROM logins WHERE address = $address AND digest = $digest", ("$address", address), ("$digest", digest)) is not long refused
                || refused < MostRefusals,
            cancellationToken);
    }

    public async ValueTask RecordRefusedAsync(string address, Credential credential, CancellationToken cancellationToken)
    {
        var digest = Digest(address, credential);
        await database.RunAsync(
            connection => Sql.Execute(
                connection,
                "INSERT INTO logins (address, digest, refused) VALUES ($address, $digest, 1) ON CONFLICT (address, digest) DO UPDATE SET refused = refused + 1",
                ("$address", address),
                ("$digest", digest)),
            cancellationToken);
    }

    public async ValueTask RecordAcceptedAsync(string address, Credential credential, CancellationToken cancellationToken)
    {
        var digest = Digest(address, credential);
        await database.RunAsync(
            connection => Sql.Execute(connection, "DELETE FROM logins WHERE address = $address AND digest = $digest", ("$address", address), ("$digest", digest)),
            cancellationToken);
    }

    public async ValueTask SessionOpenedAsync(string address, string sessionUri, CancellationToken cancellationToken) => await database.RunAsync(
        connection => Sql.Execute(
            connection,
            "INSERT INTO sessions (address, uri, epoch) VALUES ($address, $uri, $epoch) ON CONFLICT (address, uri) DO UPDATE SET epoch = excluded.epoch",
            ("$address", address),
            ("$uri", sessionUri),
            ("$epoch", epoch)),
        cancellationToken);

    public async ValueTask SessionClosedAsync(string address, string sessionUri, CancellationToken cancellationToken) => await database.RunAsync(
        connection => Sql.Execute(connection, "DELETE FROM sessions WHERE address = $address AND uri = $uri", ("$address", address), ("$uri", sessionUri)),
        cancellationToken);

    public ValueTask<ValueArray<string>> OrphanedSessionsAsync(string address, CancellationToken cancellationToken) => database.RunAsync(
        connection => Sql.Rows(
            connection,
            "SELECT uri FROM sessions WHERE address = $address AND epoch < $epoch ORDER BY uri",
            row => row.GetString(0),
            ("$address", address),
            ("$epoch", epoch)).ToValueArray(),
        cancellationToken);

    private string Digest(string address, Credential credential) => Convert.ToHexStringLower(
        HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes($"{address}\0{credential.Username}\0{credential.Password.Reveal()}")));
}
