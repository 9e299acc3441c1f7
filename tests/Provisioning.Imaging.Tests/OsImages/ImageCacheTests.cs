using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Provisioning.Imaging.OsImages;
using Provisioning.Imaging.Tests.Tools;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Imaging.Tests.OsImages;

public sealed class ImageCacheTests
{
    private static readonly byte[] Image = RandomNumberGenerator.GetBytes(3_000_000);
    private static readonly string Digest = Convert.ToHexStringLower(SHA256.HashData(Image));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_requests_for_one_image_fetch_it_once()
    {
        using var folder = new TemporaryFolder();
        using var cache = Cache(folder);
        await using var server = await ImageServer.StartAsync(context => context.Response.Body.WriteAsync(Image, context.RequestAborted).AsTask());
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => cache.EnsureAsync(server.Address(), Digest, Cancel)));
        Assert.All(all, outcome => Assert.Equal(Image.Length, Programs.Value(outcome).Length));
        Assert.Equal(1, server.Requests);
        Assert.Equal(Image, await File.ReadAllBytesAsync((await cache.FindAsync(Digest, Cancel))!.FullName, Cancel));
    }

    [Fact]
    public async Task A_broken_download_goes_on_where_it_stopped()
    {
        using var folder = new TemporaryFolder();
        using var cache = Cache(folder);
        var ranges = new List<string>();
        await using var server = await ImageServer.StartAsync(async context =>
        {
            ranges.Add(context.Request.Headers.Range.ToString());
            if (ranges.Count == 1)
            {
                context.Response.ContentLength = Image.Length;
                await context.Response.Body.WriteAsync(Image.AsMemory(0, 1_000_000), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                context.Abort();
                return;
            }

            var from = int.Parse(ranges[^1]["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture);
            context.Response.StatusCode = StatusCodes.Status206PartialContent;
            await context.Response.Body.WriteAsync(Image.AsMemory(from), context.RequestAborted);
        });
        Assert.Equal(4030, Error(await cache.EnsureAsync(server.Address(), Digest, Cancel)).Code.Number);
        Assert.Null(await cache.FindAsync(Digest, Cancel));
        Assert.Equal(Image.Length, Programs.Value(await cache.EnsureAsync(server.Address(), Digest, Cancel)).Length);
        Assert.StartsWith("bytes=", ranges[1], StringComparison.Ordinal);
        Assert.NotEqual("bytes=0-", ranges[1]);
    }

    [Fact]
    public async Task Another_image_is_refused_and_not_kept()
    {
        using var folder = new TemporaryFolder();
        using var cache = Cache(folder);
        await using var server = await ImageServer.StartAsync(context => context.Response.Body.WriteAsync(new byte[] { 1, 2, 3 }, context.RequestAborted).AsTask());
        var error = Error(await cache.EnsureAsync(server.Address(), Digest, Cancel));
        Assert.Equal(4031, error.Code.Number);
        Assert.Contains(Digest, error.Seen, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.File("images")));
    }

    [Fact]
    public async Task Endless_redirects_and_error_answers_are_diagnostics()
    {
        using var folder = new TemporaryFolder();
        using var cache = Cache(folder);
        await using var server = await ImageServer.StartAsync(context =>
        {
            if (context.Request.Path == "/missing") context.Response.StatusCode = 404;
            else context.Response.Redirect("/again");
            return Task.CompletedTask;
        });
        Assert.Equal(4035, Error(await cache.EnsureAsync(server.Address(), Digest, Cancel)).Code.Number);
        Assert.True(server.Requests < 15);
        var missing = Error(await cache.EnsureAsync(new Uri(server.Address("/missing"), "?token=secret"), Digest, Cancel));
        Assert.Equal(4030, missing.Code.Number);
        Assert.Contains("404", missing.Seen, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", missing.Summary + missing.Detail, StringComparison.Ordinal);
        Assert.Equal(4033, Error(await cache.EnsureAsync(new Uri("ftp://host/os.raw"), Digest, Cancel)).Code.Number);
        Assert.Equal(4030, Error(await cache.EnsureAsync(new Uri(folder.File("nothing")), Digest, Cancel)).Code.Number);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_of_an_earlier_process_that_is_not_what_its_name_says_is_fetched_again(bool isShort)
    {
        using var folder = new TemporaryFolder();
        var place = Path.Combine(folder.File("images"), Digest);
        Directory.CreateDirectory(folder.File("images"));
        await File.WriteAllBytesAsync(place, isShort ? Image[..1_000_000] : new byte[Image.Length], Cancel);
        var notes = new List<Diagnostic>();
        using var cache = Cache(folder, notes.Add);
        await using var server = await ImageServer.StartAsync(context => context.Response.Body.WriteAsync(Image, context.RequestAborted).AsTask());

        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => cache.EnsureAsync(server.Address(), Digest, Cancel)));

        Assert.All(all, outcome => Assert.Equal(Image.Length, Programs.Value(outcome).Length));
        Assert.Equal(Image, await File.ReadAllBytesAsync(place, Cancel));
        Assert.Equal(1, server.Requests);
        var note = Assert.Single(notes);
        Assert.Equal((4037, false), (note.Code.Number, note.IsError));
        Assert.Contains(place, note.Summary, StringComparison.Ordinal);
        Assert.False(cache.WasDamaged(Digest));
    }

    [Fact]
    public async Task A_damaged_file_is_not_handed_out_before_it_was_fetched_again()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("images"));
        await File.WriteAllBytesAsync(Path.Combine(folder.File("images"), Digest), [1, 2, 3], Cancel);
        using var cache = Cache(folder);

        Assert.Null(await cache.FindAsync(Digest, Cancel));
        Assert.True(cache.WasDamaged(Digest));
        Assert.Null(await cache.FindAsync(Digest, Cancel));

        await File.WriteAllBytesAsync(folder.File("os.raw"), Image, Cancel);
        Programs.Value(await cache.EnsureAsync(new Uri(folder.File("os.raw")), Digest, Cancel));
        Assert.Equal(Image.Length, (await cache.FindAsync(Digest, Cancel))?.Length);
        Assert.False(cache.WasDamaged(Digest));
    }

    [Fact]
    public async Task A_whole_file_of_an_earlier_process_is_used_and_read_through_once()
    {
        using var folder = new TemporaryFolder();
        var place = Path.Combine(folder.File("images"), Digest);
        Directory.CreateDirectory(folder.File("images"));
        await File.WriteAllBytesAsync(place, Image, Cancel);
        using var cache = Cache(folder);

        Assert.Equal(place, Programs.Value(await cache.EnsureAsync(new Uri("http://127.0.0.1:1/os.raw"), Digest, Cancel)).FullName);

        // Other bytes under the same name are not looked at again in this process.
        await File.WriteAllBytesAsync(place, new byte[Image.Length], Cancel);
        Assert.NotNull(await cache.FindAsync(Digest, Cancel));
    }

    [Fact]
    public async Task Who_stops_waiting_for_a_check_is_let_go_and_the_check_stands()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("images"));
        await File.WriteAllBytesAsync(Path.Combine(folder.File("images"), Digest), Image, Cancel);
        using var cache = Cache(folder);
        using var impatient = new CancellationTokenSource();
        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cache.FindAsync(Digest, impatient.Token));

        Assert.NotNull(await cache.FindAsync(Digest, Cancel));
    }

    [Fact]
    public async Task The_rest_of_a_fetch_that_lost_bytes_with_the_power_is_fetched_from_the_start()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("images"));
        await File.WriteAllBytesAsync(Path.Combine(folder.File("images"), Digest + ".part"), new byte[1_000_000], Cancel);
        using var cache = Cache(folder);
        await using var server = await ImageServer.StartAsync(async context =>
        {
            var range = context.Request.Headers.Range.ToString();
            var from = range.Length == 0 ? 0 : int.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture);
            if (from > 0) context.Response.StatusCode = StatusCodes.Status206PartialContent;
            await context.Response.Body.WriteAsync(Image.AsMemory(from), context.RequestAborted);
        });

        Assert.Equal(Image.Length, Programs.Value(await cache.EnsureAsync(server.Address(), Digest, Cancel)).Length);
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public async Task An_images_bytes_are_on_the_disk_before_its_name_is()
    {
        // The kernel's calls of one other test are watched from outside: nothing inside tells whether a file was flushed.
        var calls = await Programs.RunAsync(
            "strace",
            "strace",
            "-f", "-y", "-e", "trace=fsync,rename,renameat,renameat2", "-e", "signal=none",
            Environment.ProcessPath!,
            "--no-ansi",
            "--filter-method", $"{typeof(ImageCacheTests).FullName}.{nameof(Many_requests_for_one_image_fetch_it_once)}");
        var lines = calls.Split('\n').ToList();
        var flushed = lines.FindIndex(line => line.Contains("fsync(", StringComparison.Ordinal) && line.Contains(".part>", StringComparison.Ordinal));
        var renamed = lines.FindIndex(line => line.Contains("rename", StringComparison.Ordinal) && line.Contains(".part\"", StringComparison.Ordinal));
        var folder = lines.FindLastIndex(line => line.Contains("fsync(", StringComparison.Ordinal) && line.Contains("/images>", StringComparison.Ordinal));
        Assert.True(flushed >= 0 && flushed < renamed && renamed < folder, calls);
    }

    [Theory]
    [InlineData("1f8b0800", "gz")]
    [InlineData("28b52ffd00", "zst")]
    [InlineData("eb63900000", "none")]
    [InlineData("514649fb00000003", null)]
    [InlineData("fd377a585a0000", null)]
    [InlineData("3c21444f4354595045", null)]
    public void Kind_is_told_by_the_first_bytes(string head, string? kind) =>
        Assert.Equal(kind, ImageKind.Compression(Convert.FromHexString(head), out _));

    private static ImageCache Cache(TemporaryFolder folder, Action<Diagnostic>? note = null) =>
        new(folder.File("images"), new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }, TimeProvider.System, note ?? (_ => { }));

    private static Diagnostic Error(Outcome<FileInfo> outcome) => Assert.Single(Assert.IsType<Outcome<FileInfo>.Failure>(outcome).Errors);
}
