using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Provisioning.Engine.Discovery;
using Provisioning.Model.Security;
using Provisioning.Storage.Stores;

namespace Provisioning.Storage.Tests.Logins;

public sealed class LoginLedgerTests : IDisposable
{
    private const string Bmc = "https://10.0.0.1:443";
    private const string Other = "https://10.0.0.2:443";

    // What version 1 of the program wrote.
    private const string FirstFormat = """
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE logins (
            address TEXT NOT NULL, digest TEXT NOT NULL, refused INTEGER NOT NULL, PRIMARY KEY (address, digest)) WITHOUT ROWID;
        CREATE TABLE sessions (
            address TEXT NOT NULL, uri TEXT NOT NULL, epoch INTEGER NOT NULL, PRIMARY KEY (address, uri)) WITHOUT ROWID;
        INSERT INTO meta (key, value) VALUES ('format', '1'), ('min_reader', '1'), ('min_writer', '1'), ('generation', '7'), ('salt', '00ff');
        INSERT INTO logins (address, digest, refused) VALUES ('10.0.0.1', 'abcd', 2);
        INSERT INTO sessions (address, uri, epoch) VALUES ('https://10.0.0.1:443', '/sessions/old', 7);
        """;

    private static readonly DateTimeOffset Start = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    private static readonly Credential Wrong = new("default", "admin", new Secret("hunter2-very-secret"));

    private readonly string _folder = Directory.CreateTempSubdirectory("store").FullName;
    private readonly FakeTimeProvider _time = new(Start);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Wrong_password_is_not_tried_a_third_time_in_any_engine_and_is_stored_nowhere()
    {
        await using (var first = await OpenAsync())
        {
            Assert.True(await MayTryAsync(first));
            await first.Logins.RecordRefusedAsync(Bmc, Wrong, Token);
            Assert.True(await MayTryAsync(first));
            await first.Logins.RecordRefusedAsync(Bmc, Wrong, Token);
        }

        await using (var second = await OpenAsync())
        {
            Assert.False(await MayTryAsync(second));
            Assert.True((await second.Logins.StandingAsync(Other, Wrong, Token)).MayTry);
            Assert.True((await second.Logins.StandingAsync(Bmc, Wrong with { Password = new Secret("right") }, Token)).MayTry);
            await second.Logins.RecordAcceptedAsync(Bmc, Wrong, Token);
            Assert.Equal(LoginStanding.Clean, await second.Logins.StandingAsync(Bmc, Wrong, Token));
        }

        foreach (var file in Directory.GetFiles(_folder))
            Assert.Equal(-1, (await File.ReadAllBytesAsync(file, Token)).AsSpan().IndexOf("hunter2"u8));
    }

    [Fact]
    public async Task Account_is_not_locked_by_several_wrong_passwords_and_one_that_is_accepted_clears_it()
    {
        await using var store = await OpenAsync();
        var another = Wrong with { Password = new Secret("another") };
        var right = Wrong with { Password = new Secret("right") };
        foreach (var tried in new[] { Wrong, Wrong, another, another })
        {
            Assert.True((await store.Logins.StandingAsync(Bmc, tried, Token)).MayTry);
            await store.Logins.RecordRefusedAsync(Bmc, tried, Token);
        }

        var spent = await store.Logins.StandingAsync(Bmc, right, Token);
        Assert.True(spent is { MayTry: false, IsAccountSpent: true, Refusals: 0 });
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromMinutes(30), spent.ForgottenAt);
        Assert.True((await store.Logins.StandingAsync(Bmc, right with { Username = "reader" }, Token)).MayTry);
        Assert.True((await store.Logins.StandingAsync(Other, right, Token)).MayTry);
        _time.Advance(TimeSpan.FromMinutes(30));
        Assert.True((await store.Logins.StandingAsync(Bmc, right, Token)).MayTry);

        for (var n = 0; n < 3; n++) await store.Logins.RecordRefusedAsync(Bmc, right with { Password = new Secret($"no-{n}") }, Token);
        await store.Logins.RecordAcceptedAsync(Bmc, right, Token);
        await store.Logins.RecordRefusedAsync(Bmc, another, Token);
        Assert.True((await store.Logins.StandingAsync(Bmc, right, Token)).MayTry);
    }

    [Fact]
    public async Task Refusals_are_forgotten_half_an_hour_after_the_last_of_them()
    {
        await using var store = await OpenAsync();
        await store.Logins.RecordRefusedAsync(Bmc, Wrong, Token);
        _time.Advance(TimeSpan.FromMinutes(29));
        await store.Logins.RecordRefusedAsync(Bmc, Wrong, Token);
        Assert.Equal(new LoginStanding(2, _time.GetUtcNow() + TimeSpan.FromMinutes(30)), await store.Logins.StandingAsync(Bmc, Wrong, Token));
        _time.Advance(TimeSpan.FromMinutes(29));
        Assert.False(await MayTryAsync(store));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(LoginStanding.Clean, await store.Logins.StandingAsync(Bmc, Wrong, Token));
        await store.Logins.RecordRefusedAsync(Bmc, Wrong, Token);
        Assert.Equal(1, (await store.Logins.StandingAsync(Bmc, Wrong, Token)).Refusals);
    }

    [Fact]
    public async Task Refusal_that_a_wrong_clock_put_into_the_future_counts_from_the_next_opening_on()
    {
        await using (var early = await OpenAsync())
        {
            _time.Advance(TimeSpan.FromDays(400));
            for (var refusal = 0; refusal < 2; refusal++) await early.Logins.RecordRefusedAsync(Bmc, Wrong, Token);
        }

        var corrected = new FakeTimeProvider(Start);
        await using var store = await OpenAsync(corrected);
        Assert.False(await MayTryAsync(store));
        corrected.Advance(TimeSpan.FromMinutes(31));
        Assert.True(await MayTryAsync(store));
    }

    [Fact]
    public async Task Store_of_the_first_format_gets_what_is_missing_and_keeps_what_it_knows()
    {
        Execute(FirstFormat);
        await using (var store = await OpenAsync())
        {
            Assert.Equal(8, store.Epoch);
            Assert.Equal(["/sessions/old"], await store.Logins.OrphanedSessionsAsync(Bmc, Token));
            await store.Logins.RecordRefusedAsync(Bmc, Wrong, Token);
        }

        Assert.Equal("2", Scalar("SELECT value FROM meta WHERE key = 'format'"));
        Assert.Equal("11", Scalar("SELECT group_concat(value, '') FROM meta WHERE key IN ('min_reader', 'min_writer')"));
        Assert.Equal(Start.ToUnixTimeMilliseconds(), Scalar("SELECT refused_at FROM logins WHERE address = '10.0.0.1'"));
        await using var again = await OpenAsync();
        Assert.Equal(1, (await again.Logins.StandingAsync(Bmc, Wrong, Token)).Refusals);
    }

    [Fact]
    public async Task Refusal_that_an_older_program_counts_is_given_a_time_when_the_store_is_opened()
    {
        await using (var store = await OpenAsync())
        {
            for (var refusal = 0; refusal < 2; refusal++) await store.Logins.RecordRefusedAsync(Bmc, Wrong, Token);
        }

        // It knows no times: the row is as if it had inserted it.
        Execute("UPDATE logins SET refused_at = NULL");
        _time.Advance(TimeSpan.FromHours(1));
        await using var again = await OpenAsync();
        Assert.False(await MayTryAsync(again));
        _time.Advance(TimeSpan.FromMinutes(30));
        Assert.True(await MayTryAsync(again));
    }

    [Fact]
    public async Task Sessions_of_a_dead_engine_are_orphans_and_ones_own_are_not()
    {
        await using (var dead = await OpenAsync())
        {
            await dead.Logins.SessionOpenedAsync(Bmc, "/sessions/1", Token);
            await dead.Logins.SessionOpenedAsync(Bmc, "/sessions/2", Token);
            await dead.Logins.SessionAbandonedAsync(Bmc, "/sessions/2", Token);
            await dead.Logins.SessionClosedAsync(Bmc, "/sessions/2", Token);
            Assert.Empty(await dead.Logins.OrphanedSessionsAsync(Bmc, Token));
        }

        await using var store = await OpenAsync();
        await store.Logins.SessionOpenedAsync(Bmc, "/sessions/3", Token);
        Assert.Equal(["/sessions/1"], await store.Logins.OrphanedSessionsAsync(Bmc, Token));
    }

    [Fact]
    public async Task Session_that_was_abandoned_is_an_orphan_in_its_own_engine_until_it_is_deleted()
    {
        await using var store = await OpenAsync();
        await store.Logins.SessionOpenedAsync(Bmc, "/sessions/1", Token);
        await store.Logins.SessionOpenedAsync(Bmc, "/sessions/2", Token);
        await store.Logins.SessionAbandonedAsync(Bmc, "/sessions/1", Token);
        Assert.Equal(["/sessions/1"], await store.Logins.OrphanedSessionsAsync(Bmc, Token));
        Assert.Empty(await store.Logins.OrphanedSessionsAsync(Other, Token));
        await store.Logins.SessionClosedAsync(Bmc, "/sessions/1", Token);
        Assert.Empty(await store.Logins.OrphanedSessionsAsync(Bmc, Token));
    }

    [Fact]
    public async Task Path_that_a_new_session_got_again_is_not_closed_by_the_old_one()
    {
        await using (var store = await OpenAsync())
        {
            await store.Logins.SessionOpenedAsync(Bmc, "/sessions/1", Token);
            await store.Logins.SessionAbandonedAsync(Bmc, "/sessions/1", Token);
            await store.Logins.SessionOpenedAsync(Bmc, "/sessions/1", Token);
            await store.Logins.SessionClosedAsync(Bmc, "/sessions/1", Token);
            Assert.Empty(await store.Logins.OrphanedSessionsAsync(Bmc, Token));
        }

        await using var next = await OpenAsync();
        Assert.Equal(["/sessions/1"], await next.Logins.OrphanedSessionsAsync(Bmc, Token));
    }

    private static async Task<bool> MayTryAsync(EngineStore store) => (await store.Logins.StandingAsync(Bmc, Wrong, Token)).MayTry;

    private async Task<EngineStore> OpenAsync(TimeProvider? time = null) => (await EngineStore.OpenAsync(_folder, time ?? _time, Token)).Match(
        success => success.Value,
        failure => throw new InvalidOperationException(failure.Errors.ToString()));

    private void Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private object? Scalar(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private SqliteConnection Connect()
    {
        // The product gives SQLite its library; a test that comes first does it itself.
        SQLitePCL.raw.SetProvider(new SQLitePCL.SQLite3Provider_sqlite3());
        var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "journal.db")};Pooling=False");
        connection.Open();
        return connection;
    }
}
