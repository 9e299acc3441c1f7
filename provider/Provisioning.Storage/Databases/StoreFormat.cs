namespace Provisioning.Storage.Databases;

/// <summary>The version of the store's format, the tables of version 1, and what each later version adds.</summary>
internal static class StoreFormat
{
    /// <summary>What this program writes, and the newest that it reads.</summary>
    public const long Version = 2;

    /// <summary>
    /// The oldest program that may read and write what this one makes. One of version 1 leaves the times of refused logins empty; they are given one
    /// when this program opens the store again.
    /// </summary>
    public const long OldestUser = 1;

    /// <summary>
    /// The tables. The journal is append-only, and the database itself refuses anything else. A newer version that an older program may still
    /// read or write says so by <c>min_reader</c> and <c>min_writer</c>.
    /// </summary>
    public const string Tables = """
        CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS journal (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            server TEXT NOT NULL,
            operation TEXT,
            actor TEXT NOT NULL,
            door TEXT NOT NULL,
            epoch INTEGER NOT NULL,
            kind TEXT NOT NULL,
            version INTEGER NOT NULL,
            json TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS journal_by_server ON journal (server, sequence);
        CREATE TRIGGER IF NOT EXISTS journal_is_never_updated BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
        CREATE TRIGGER IF NOT EXISTS journal_is_never_deleted BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
        CREATE TABLE IF NOT EXISTS servers (
            name TEXT PRIMARY KEY, sequence INTEGER NOT NULL, version INTEGER NOT NULL, json TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS leases (server TEXT PRIMARY KEY, operation TEXT NOT NULL, epoch INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS logins (
            address TEXT NOT NULL, digest TEXT NOT NULL, refused INTEGER NOT NULL, PRIMARY KEY (address, digest)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS sessions (
            address TEXT NOT NULL, uri TEXT NOT NULL, epoch INTEGER NOT NULL, PRIMARY KEY (address, uri)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS keyed (
            space TEXT NOT NULL, key TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (space, key)) WITHOUT ROWID;
        """;

    /// <summary>What each version after the first adds to the tables, in their order. It is never changed once it was released.</summary>
    public static IReadOnlyList<(long Version, string Sql)> Additions { get; } =
    [
        // When a password was refused last, in milliseconds since 1970, so that refusals can be forgotten.
        (2, "ALTER TABLE logins ADD COLUMN refused_at INTEGER"),
    ];
}
