using System.Globalization;

namespace Provisioning.Benchmarks.Measuring;

/// <summary>CPU seconds from /proc, for processes that are not ours: user and system time, waited-for children included on demand.</summary>
internal static class ProcessClock
{
    private const double TicksPerSecond = 100;

    /// <summary>CPU seconds of one process so far; 0 where it is gone.</summary>
    public static double Seconds(int pid) => Read($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/stat", 13, 14);

    /// <summary>CPU seconds of this process's children that have ended and were waited for.</summary>
    public static double ChildrenSeconds() => Read("/proc/self/stat", 15, 16);

    private static double Read(string file, params int[] fields)
    {
        if (!File.Exists(file)) return 0;
        var text = File.ReadAllText(file);
        // The name is in brackets and may hold blanks; the third field follows it.
        var rest = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return fields.Sum(field => double.Parse(rest[field - 2], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }
}
