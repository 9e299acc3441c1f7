using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Provisioning.Engine.Stores;

namespace Provisioning.Storage.Databases;

/// <summary>
/// The database file with its one thread. Everything goes through that thread, in the order in which it was asked for; what waits together is
/// committed together, and a task is done only once its commit is on the disk.
/// </summary>
internal sealed class StoreDatabase : IAsyncDisposable
{
    private const int MostInGroup = 128;

    private readonly SqliteConnection _connection;
    private readonly BlockingCollection<Work> _queue = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _file;

    private StoreDatabase(string file, SqliteConnection connection)
    {
        (_file, _connection) = (file, connection);
        new Thread(Run) { IsBackground = true, Name = "store" }.Start();
    }

    /// <summary>Opens the file, makes it if need be.</summary>
    /// <exception cref="StoreException">It cannot be opened.</exception>
    public static StoreDatabase Open(string file)
    {
        SQLitePCL.raw.SetProvider(new SQLitePCL.SQLite3Provider_sqlite3());
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        try
        {
            connection.Open();
            Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;");
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            return new StoreDatabase(file, connection);
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            throw StoreFaults.Of(file, exception);
        }
    }

    /// <summary>Runs on the database's thread in a transaction; done when it is committed.</summary>
    /// <exception cref="StoreException">It could not be done; nothing of it was.</exception>
    public async ValueTask<T> RunAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var item = new Work<T>(work);
        try
        {
            _queue.Add(item, CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            throw new ObjectDisposedException(nameof(StoreDatabase));
        }

        try
        {
            return await item.Task;
        }
        catch (SqliteException exception)
        {
            throw StoreFaults.Of(_file, exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _queue.CompleteAdding();
        await _ended.Task;
        _connection.Dispose();
        _queue.Dispose();
    }

    private void Run()
    {
        var group = new List<Work>(MostInGroup);
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            group.Clear();
            group.Add(first);
            while (group.Count < MostInGroup && _queue.TryTake(out var next)) group.Add(next);
            if (!Commit(group) && group.Count > 1)
            {
                // One of them failed and took the others with it: each again by itself, so that only the one that is to blame fails.
                foreach (var item in group) Commit([item]);
            }
        }

        _ended.SetResult();
    }

    private bool Commit(List<Work> group)
    {
        try
        {
            using (var transaction = _connection.BeginTransaction(deferred: false))
            {
                foreach (var item in group) item.Execute(_connection);
                transaction.Commit();
            }

            foreach (var item in group) item.Complete();
            return true;
        }
        catch (Exception exception) when (exception is SqliteException or StoreException or FormatException or System.Text.Json.JsonException)
        {
            if (group.Count == 1) group[0].Fail(exception);
            return false;
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private abstract class Work
    {
        public abstract void Execute(SqliteConnection connection);

        public abstract void Complete();

        public abstract void Fail(Exception exception);
    }

    private sealed class Work<T>(Func<SqliteConnection, T> work) : Work
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Task => _done.Task;

        public override void Execute(SqliteConnection connection) => _result = work(connection);

        public override void Complete() => _done.TrySetResult(_result!);

        public override void Fail(Exception exception) => _done.TrySetException(exception);
    }
}
