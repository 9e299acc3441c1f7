using Provisioning.Agent.Disks;
using Provisioning.Agent.Identities;
using Provisioning.Agent.Partitioning;
using Provisioning.Agent.Tasks;
using Provisioning.AgentContract.Disks;
using Provisioning.AgentContract.Tasks;
using Provisioning.Model.Diagnostics;
using AgentDiagnostics = Provisioning.Model.Agents.AgentDiagnostics;

namespace Provisioning.Agent.Imaging;

/// <summary>
/// One image on its way to one disk. A file that fits into memory is checked before the disk is touched; a larger one is checked while
/// it streams, and its first MiB, without which nothing boots, is written last.
/// </summary>
internal sealed class ImageTransfer(
    AgentTask.WriteImage task,
    ImageTarget target,
    ImageDownload download,
    long spoolLimit,
    ImageProgress progress,
    TimeProvider timeProvider)
{
    private const long LargestSpool = 32 * 1024 * 1024;
    private readonly long _started = timeProvider.GetTimestamp();

    /// <summary>Writes, checks, reads back, completes.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    /// <exception cref="ImageUnavailableException">The server refuses the file.</exception>
    public async Task<Outcome<AgentTaskResult.ImageWritten>> RunAsync(CancellationToken cancellationToken)
    {
        await download.ConnectAsync(cancellationToken);
        if (task.Compression == ImageCompression.None && download.FileBytes > target.Room) return TooLarge(download.FileBytes.Value);
        await using var file = new HashedReadAhead(download, cancellationToken);
        if (!(download.FileBytes <= Math.Min(spoolLimit, LargestSpool))) return await MoveAsync(file, file, null, cancellationToken);

        using var spool = new MemoryStream((int)download.FileBytes.Value);
        await OwnThread.RunAsync(() => file.CopyTo(spool), cancellationToken);
        var digest = await file.DigestAsync(cancellationToken);
        if (!IsExpected(digest, task.Sha256)) return AgentDiagnostics.OtherFile(task.Sha256, digest, spool.Length);
        spool.Position = 0;
        return await MoveAsync(file, spool, digest, cancellationToken);
    }

    private static bool IsExpected(string digest, string expected) => string.Equals(digest, expected, StringComparison.OrdinalIgnoreCase);

    private static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;

    private Diagnostic TooLarge(long bytes) => AgentDiagnostics.TooLarge(bytes, target.Room, target.Disk.ToString());

    private async Task<Outcome<AgentTaskResult.ImageWritten>> MoveAsync(
        HashedReadAhead file,
        Stream source,
        string? checkedDigest,
        CancellationToken cancellationToken)
    {
        var raw = ImageSource.Open(source, task.Compression);
        try
        {
            var head = new byte[BlockPipeline.BlockBytes];
            head = head[..await OwnThread.RunAsync(() => raw.ReadAtLeast(head, head.Length, throwOnEndOfStream: false), cancellationToken)];
            if (head.Length == 0) return AgentDiagnostics.Damaged("it unpacks to nothing");
            if (GptHead.Find(head) is { } table && table.BlockBytes != target.Disk.LogicalBlockBytes)
            {
                return AgentDiagnostics.OtherBlockSize(table.BlockBytes, target.Disk.LogicalBlockBytes);
            }

            target.Begin(Marker(MarkerState.Unfinished, null));
            var pipeline = new BlockPipeline(target.Access, skipZeroes: target.Blank);
            var image = await pipeline.RunAsync(raw, head, target.Room, ReportWrite, file.Abandon, cancellationToken);
            if (image.Length > target.Room) return TooLarge(image.Length);
            return await CheckAsync(file, checkedDigest, image, cancellationToken);
        }
        finally
        {
            if (!ReferenceEquals(raw, source)) await raw.DisposeAsync();
        }
    }

    private void ReportWrite() => progress.Report("write", download.Received, download.FileBytes ?? 0);

    private async Task<Outcome<AgentTaskResult.ImageWritten>> CheckAsync(
        HashedReadAhead file,
        string? checkedDigest,
        RawImage image,
        CancellationToken cancellationToken)
    {
        // A decompressor may stop before the file does; the digest is of all of it.
        var digest = checkedDigest ?? await file.DigestAsync(cancellationToken);
        if (!IsExpected(digest, task.Sha256)) return AgentDiagnostics.OtherFile(task.Sha256, digest, download.Received);
        if (task.SizeBytes is { } size && size != image.Length) return AgentDiagnostics.OtherDisk($"{size} bytes", $"{image.Length} bytes");

        target.Access.Flush();
        var written = timeProvider.GetTimestamp();
        target.Access.DropCaches();

        // The digest of a compressed image's raw bytes is made of what the disk gives back: one pass for both questions.
        var readBack = new ReadBack(target.Access, image, at => progress.Report("verify", at, image.Length));
        var found = await readBack.RunAsync(hashRaw: task.Compression != ImageCompression.None, cancellationToken);
        if (found.DifferentAt is { } place)
        {
            return AgentDiagnostics.ReadBackDiffers(target.Disk.ToString(), $"the block at byte {place}", "other bytes");
        }

        var sha256 = found.Sha256 ?? digest;
        if (task.DiskSha256 is { } raw && !IsExpected(sha256, raw)) return AgentDiagnostics.OtherDisk(raw, sha256);
        return await OwnThread.RunAsync(() => Complete(image, sha256, Milliseconds(timeProvider.GetElapsedTime(_started, written)), written), cancellationToken);
    }

    private Outcome<AgentTaskResult.ImageWritten> Complete(RawImage image, string sha256, long writeMilliseconds, long written)
    {
        if (!target.Complete(image.Head)) return AgentDiagnostics.ReadBackDiffers(target.Disk.ToString(), "the first MiB", "other bytes");
        var verifyMilliseconds = Milliseconds(timeProvider.GetElapsedTime(written));
        AgentFault[] warnings = [];
        var state = MarkerState.Unfinished;
        if (task.Identity is { } identity)
        {
            var outcome = IdentityWriter.Write(target.Access, identity, timeProvider.GetUtcNow());
            if (outcome is Outcome<IReadOnlyList<string>>.Failure failure)
            {
                return Outcome<AgentTaskResult.ImageWritten>.Fail(failure.Errors);
            }

            warnings = [.. outcome.Diagnostics.Select(AgentFaults.From)];
            state = MarkerState.Finished;
        }

        DiskMarkers.Write(target.Access, Marker(state, sha256) with { BytesWritten = image.Length });
        return new AgentTaskResult.ImageWritten(
            target.Disk.Serial,
            target.Disk.Name,
            target.Disk.SizeBytes,
            image.Length,
            sha256,
            writeMilliseconds,
            verifyMilliseconds,
            WithIdentity: task.Identity is not null && warnings.Length == 0,
            warnings);
    }

    private DiskMarker Marker(MarkerState state, string? rawSha256) => task.Marker with
    {
        State = state,
        TaskId = task.Id,
        ImageSha256 = task.Sha256,
        RawSha256 = rawSha256,
        BytesWritten = null,
    };
}
