using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Provisioning.Engine.Stores;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Sites;
using Provisioning.Model.Stores;
using Provisioning.Storage.Stores;

namespace Provisioning.Storage.Tests.Stores;

public sealed class EngineStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("store").FullName;
    private readonly FakeTimeProvider _time = new(Samples.At);

    private string File_ => Path.Combine(_folder, "journal.db");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Rows_and_projections_are_there_after_reopening_and_the_generation_rises()
    {
        var story = Samples.Story().ToList();
        await using (var store = await OpenAsync())
        {
            Assert.Equal(1, store.Epoch);
            foreach (var (entry, after) in story) await store.AppendAsync(entry, after, Token);
        }

        await using var reopened = await OpenAsync();
        var rows = await reopened.ReadJournalAsync("n1", 1000, Token);
        var servers = await reopened.LoadServersAsync(Token);

        Assert.Equal(2, reopened.Epoch);
        Assert.Equal(story.Select(row => row.Entry), rows.Select(row => row.Entry));
        Assert.All(rows, row => Assert.Equal(1, row.Epoch));
        Assert.Equal(story[^1].After, Assert.Single(servers));
    }

    [Fact]
    public async Task Committed_rows_survive_a_store_that_is_never_closed()
    {
        var abandoned = await OpenAsync();
        var (entry, after) = Samples.Story().First();
        await abandoned.AppendAsync(entry, after, Token);
        var copy = Directory.CreateTempSubdirectory("store").FullName;
        try
        {
            // What a crash leaves behind: the files as they are, with the log not folded in.
            foreach (var file in Directory.GetFiles(_folder)) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            var opened = await EngineStore.OpenAsync(copy, _time, Token);
            await using var store = Assert.IsType<Outcome<EngineStore>.Success>(opened).Value;
            Assert.Equal(entry, Assert.Single(await store.ReadJournalAsync(null, 10, Token)).Entry);
        }
        finally
        {
            await abandoned.DisposeAsync();
            Directory.Delete(copy, recursive: true);
        }
    }

    [Fact]
    public async Task Engine_of_an_older_generation_writes_nothing_more()
    {
        await using var old = await OpenAsync();
        await using var young = await OpenAsync();
        var (entry, after) = Samples.Story().First();

        var exception = await Assert.ThrowsAsync<StoreException>(async () => await old.AppendAsync(entry, after, Token));
        await young.AppendAsync(entry, after, Token);

        Assert.Equal(StoreDiagnostics.TakenOver.Code, exception.Diagnostic.Code);
        Assert.Single(await young.ReadJournalAsync(null, 10, Token));
    }

    [Fact]
    public async Task Store_of_a_newer_version_is_refused_and_left_as_it_is()
    {
        await (await OpenAsync()).DisposeAsync();
        Execute("UPDATE meta SET value = '3' WHERE key = 'min_writer'");

        var opened = await EngineStore.OpenAsync(_folder, _time, Token);

        Assert.Equal(StoreDiagnostics.Newer.Code, Assert.Single(Assert.IsType<Outcome<EngineStore>.Failure>(opened).Errors).Code);
        Assert.Equal("1", Scalar("SELECT value FROM meta WHERE key = 'generation'"));
    }

    [Fact]
    public async Task File_that_is_no_store_is_called_damaged()
    {
        await File.WriteAllTextAsync(File_, string.Concat(Enumerable.Repeat("this is no database. ", 100)), Token);

        var opened = await EngineStore.OpenAsync(_folder, _time, Token);

        Assert.Equal(StoreDiagnostics.Damaged.Code, Assert.Single(Assert.IsType<Outcome<EngineStore>.Failure>(opened).Errors).Code);
    }

    [Fact]
    public async Task Journal_refuses_to_be_changed()
    {
        await using (var store = await OpenAsync())
        {
            var (entry, after) = Samples.Story().First();
            await store.AppendAsync(entry, after, Token);
        }

        Assert.Throws<SqliteException>(() => Execute("UPDATE journal SET json = '{}'"));
        Assert.Throws<SqliteException>(() => Execute("DELETE FROM journal"));
    }

    [Fact]
    public async Task Lease_is_held_by_one_operation_and_taken_over_from_a_dead_engine()
    {
        await using (var dead = await OpenAsync())
        {
            Assert.True(await dead.TakeLeaseAsync("n1", "op-1", Token));
            Assert.False(await dead.TakeLeaseAsync("n1", "op-2", Token));
            Assert.True(await dead.TakeLeaseAsync("n1", "op-1", Token));
        }

        await using var store = await OpenAsync();
        Assert.True(await store.TakeLeaseAsync("n1", "op-3", Token));
        await store.ReleaseLeaseAsync("n1", "op-1", Token);
        Assert.False(await store.TakeLeaseAsync("n1", "op-4", Token));
        await store.ReleaseLeaseAsync("n1", "op-3", Token);
        Assert.True(await store.TakeLeaseAsync("n1", "op-4", Token));
    }

    [Fact]
    public async Task Many_writers_at_once_are_all_kept_in_an_unbroken_order()
    {
        await using var store = await OpenAsync();
        var (entry, after) = Samples.Story().First();

        var sequences = await Task.WhenAll(Enumerable.Range(0, 400).Select(n => store.AppendAsync(
            entry with { Server = $"n{n}" }, after with { Name = $"n{n}" }, Token).AsTask()));

        Assert.Equal(Enumerable.Range(1, 400).Select(n => (long)n), sequences.Order());
        Assert.Equal(400, (await store.LoadServersAsync(Token)).Count);
    }

    [Fact]
    public async Task Site_capabilities_and_keyed_rows_are_kept()
    {
        var media = new MediaSettings("0.0.0.0:8443", "https://10.0.0.5:8443", null);
        await using (var store = await OpenAsync())
        {
            Assert.Null(await store.ReadSiteAsync(Token));
            await store.SaveSiteAsync(media, LimitSettings.Default, Token);
            await store.SaveCapabilitiesAsync("10.0.0.1", "{\"a\":1}", Token);
            await store.Rows("media").UpsertAsync("k", "{}", Token);
            await store.Rows("media").UpsertAsync("gone", "{}", Token);
            await store.Rows("media").UpsertAsync("gone", null, Token);
        }

        await using var again = await OpenAsync();
        Assert.Equal((media, LimitSettings.Default), await again.ReadSiteAsync(Token));
        Assert.Equal("{\"a\":1}", await again.ReadCapabilitiesAsync("10.0.0.1", Token));
        Assert.Equal("k", Assert.Single(await again.Rows("media").LoadAsync(Token)).Key);
        Assert.Empty(await again.Rows("other").LoadAsync(Token));
    }

    [Fact]
    public async Task Full_disk_is_a_coded_diagnostic_and_leaves_neither_row_nor_projection()
    {
        await using var store = await OpenAsync();
        var (entry, after) = Samples.Story().First();
        await store.AppendAsync(entry, after, Token);
        await store.LimitPagesAsync(Token);

        StoreException? full = null;
        for (var n = 0; n < 2000 && full is null; n++)
        {
            try
            {
                await store.AppendAsync(entry with { Server = $"n{n}" }, after with { Name = $"n{n}", DataSeen = new string('x', 4000) }, Token);
            }
            catch (StoreException exception)
            {
                full = exception;
            }
        }

        Assert.Equal(StoreDiagnostics.Full.Code, full?.Diagnostic.Code);
        var rows = await store.ReadJournalAsync(null, 10_000, Token);
        Assert.Equal(rows.Select(row => row.Entry.Server).Distinct().Count(), (await store.LoadServersAsync(Token)).Count);
    }

    [Fact]
    public async Task File_is_readable_by_its_owner_alone()
    {
        await using var store = await OpenAsync();
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Modes are those of Unix.");
            return;
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(File_));
    }

    private async Task<EngineStore> OpenAsync() => (await EngineStore.OpenAsync(_folder, _time, Token)).Match(
        success => success.Value,
        failure => throw new InvalidOperationException(failure.Errors.ToString()));

    private void Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private string? Scalar(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as string;
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={File_};Pooling=False");
        connection.Open();
        return connection;
    }
}
