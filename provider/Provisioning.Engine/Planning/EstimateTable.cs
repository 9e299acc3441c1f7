using System.Collections.Frozen;
using System.Text.Json;
using Provisioning.Model.Planning;

namespace Provisioning.Engine.Planning;

/// <summary>How long steps take: a shipped table of seconds by kind, versioned, so that the same plan always says the same.</summary>
internal sealed class EstimateTable
{
    private readonly FrozenDictionary<string, int> _seconds;
    private readonly int _secondsOfPost;

    private EstimateTable(int version, FrozenDictionary<string, int> seconds, int secondsOfPost) =>
        (Version, _seconds, _secondsOfPost) = (version, seconds, secondsOfPost);

    public static EstimateTable Shipped { get; } = Load();

    public int Version { get; }

    /// <summary>Seconds for one kind; a kind that is not in the table counts as one second.</summary>
    public int SecondsOf(string kind) => _seconds.GetValueOrDefault(kind, 1);

    /// <summary>Whole minutes, rounded up. A restart that nothing waits for by a signal costs a power-on self-test.</summary>
    public int MinutesOf(IEnumerable<PlannedStep> steps)
    {
        var seconds = 0;
        var awaited = false;
        foreach (var step in steps)
        {
            seconds += SecondsOf(step.Kind);
            if (step.Kind is StepKinds.AwaitAgent) awaited = true;
            if (step.Kind is StepKinds.ConfirmBios && !awaited) seconds += _secondsOfPost;
        }

        return (seconds + 59) / 60;
    }

    private static EstimateTable Load()
    {
        using var stream = typeof(EstimateTable).Assembly.GetManifestResourceStream("estimates.json")!;
        using var document = JsonDocument.Parse(stream);
        var root = document.RootElement;
        return new EstimateTable(
            root.GetProperty("version").GetInt32(),
            root.GetProperty("seconds").EnumerateObject().ToFrozenDictionary(entry => entry.Name, entry => entry.Value.GetInt32()),
            root.GetProperty("secondsOfPost").GetInt32());
    }
}
