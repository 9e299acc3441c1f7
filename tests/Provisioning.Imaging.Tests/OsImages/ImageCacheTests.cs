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
        Assert.Equal(Image, await File.ReadAllBytesAsync(cache.Find(Digest)!.FullName, Cancel));
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
        Assert.Null(cache.Find(Digest));
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
    [InlineData("1f8b0800", "gz")]
    [InlineData("28b52ffd00", "zst")]
    [InlineData("eb63900000", "none")]
    [InlineData("514649fb00000003", null)]
    [InlineData("fd377a585a0000", null)]
    [InlineData("3c21444f4354595045", null)]
    public void Kind_is_told_by_the_first_bytes(string head, string? kind) =>
        Assert.Equal(kind, ImageKind.Compression(Convert.FromHexString(head), out _));

    private static ImageCache Cache(TemporaryFolder folder) =>
        new(folder.File("images"), new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }, TimeProvider.System);

    private static Diagnostic Error(Outcome<FileInfo> outcome) => Assert.Single(Assert.IsType<Outcome<FileInfo>.Failure>(outcome).Errors);
}
