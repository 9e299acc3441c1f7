namespace Provisioning.Agent.Imaging;

/// <summary>
/// Runs work that blocks (disk, decompression, hashing) on a thread of its own. The thread pool of a machine with one processor has one
/// thread: work that blocks there would stop the network as well.
/// </summary>
internal static class OwnThread
{
    /// <summary>Runs it to its end.</summary>
    public static Task RunAsync(Action work, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Runs it and gives what it found.</summary>
    public static Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>
    /// Waits for all. When one fails the others are to be abandoned; what is thrown, when all have ended, is why the first one failed.
    /// </summary>
    /// <param name="all">What runs.</param>
    /// <param name="abandon">Makes the others end.</param>
    /// <param name="cancellationToken">Abandons all.</param>
    public static async Task AllAsync(IReadOnlyList<Task> all, Action abandon, CancellationToken cancellationToken)
    {
        await using var cancelled = cancellationToken.Register(abandon);
        var running = all.ToList();
        Task? failed = null;
        while (running.Count > 0)
        {
            var ended = await Task.WhenAny(running);
            running.Remove(ended);
            if (failed is not null || ended.IsCompletedSuccessfully) continue;
            failed = ended;
            abandon();
        }

        if (failed is not null) await failed;
    }
}
