using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Provisioning.Storage.Databases;

/// <summary>Commands with named parameters, a line each.</summary>
internal static class Sql
{
    public static int Execute(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(connection, sql, parameters);
        return command.ExecuteNonQuery();
    }

    public static object? Scalar(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(connection, sql, parameters);
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    public static List<T> Rows<T>(SqliteConnection connection, string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Command(connection, sql, parameters);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(read(reader));
        return rows;
    }

    public static string? Meta(SqliteConnection connection, string key) => (string?)Scalar(connection, "SELECT value FROM meta WHERE key = $key", ("$key", key));

    public static long? MetaNumber(SqliteConnection connection, string key) =>
        Meta(connection, key) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    public static void SetMeta(SqliteConnection connection, string key, string value) => Execute(
        connection,
        "INSERT INTO meta (key, value) VALUES ($key, $value) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        ("$key", key),
        ("$value", value));

    private static SqliteCommand Command(SqliteConnection connection, string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
}
