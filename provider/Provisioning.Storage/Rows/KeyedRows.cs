using Microsoft.Data.Sqlite;
using Provisioning.Model.Collections;
using Provisioning.Storage.Databases;

namespace Provisioning.Storage.Rows;

/// <summary>Keyed rows in the database.</summary>
internal sealed class KeyedRows(StoreDatabase database, string space) : IKeyedRows
{
    public ValueTask<ValueMap<string, string>> LoadAsync(CancellationToken cancellationToken) => database.RunAsync(
        connection => ValueMap<string, string>.From(Sql.Rows(
            connection,
            "SELECT key, json FROM keyed WHERE space = $space",
            row => KeyValuePair.Create(row.GetString(0), row.GetString(1)),
            ("$space", space))),
        cancellationToken);

    public async ValueTask UpsertAsync(string key, string? json, CancellationToken cancellationToken) =>
        await database.RunAsync(connection => Write(connection, space, key, json), cancellationToken);

    public static string? Read(SqliteConnection connection, string space, string key) => (string?)Sql.Scalar(
        connection, "SELECT json FROM keyed WHERE space = $space AND key = $key", ("$space", space), ("$key", key));

    public static int Write(SqliteConnection connection, string space, string key, string? json) => json is null
        ? Sql.Execute(connection, "DELETE FROM keyed WHERE space = $space AND key = $key", ("$space", space), ("$key", key))
        : Sql.Execute(
            connection,
            "INSERT INTO keyed (space, key, json) VALUES ($space, $key, $json) ON CONFLICT (space, key) DO UPDATE SET json = excluded.json",
            ("$space", space),
            ("$key", key),
            ("$json", json));
}
