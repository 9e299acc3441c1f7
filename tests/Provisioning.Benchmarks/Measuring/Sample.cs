using System.Diagnostics;

namespace Provisioning.Benchmarks.Measuring;

/// <summary>Wall and CPU seconds of one piece of work done by child processes.</summary>
/// <param name="Wall">Seconds on the clock.</param>
/// <param name="Cpu">CPU seconds of the children that were waited for.</param>
internal sealed record Sample(double Wall, double Cpu)
{
    public static async Task<Sample> OfAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var cpu = ProcessClock.ChildrenSeconds();
        var clock = Stopwatch.StartNew();
        await work(cancellationToken);
        return new Sample(clock.Elapsed.TotalSeconds, ProcessClock.ChildrenSeconds() - cpu);
    }

    public static Sample Median(IReadOnlyList<Sample> samples) =>
        new(Middle(samples.Select(sample => sample.Wall)), Middle(samples.Select(sample => sample.Cpu)));

    private static double Middle(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
