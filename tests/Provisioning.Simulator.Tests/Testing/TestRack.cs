using Provisioning.Model.Diagnostics;
using Provisioning.Simulator.Definitions;
using Provisioning.Simulator.Racks;

namespace Provisioning.Simulator.Tests.Testing;

/// <summary>Starts racks for tests.</summary>
internal static class TestRack
{
    public static Task<Rack> StartAsync(Func<ServerDefinition, ServerDefinition>? change = null, int count = 1, RackOptions? options = null) =>
        StartAsync(RackDefinition.Of(count, change), options);

    public static async Task<Rack> StartAsync(RackDefinition definition, RackOptions? options = null)
    {
        var outcome = await Rack.StartAsync(definition, options ?? new RackOptions(), TestContext.Current.CancellationToken);
        return outcome.Match(
            success => success.Value,
            failure => throw new InvalidOperationException(string.Join("\n", failure.Errors.Select(Text))));
    }

    public static string Text(Diagnostic diagnostic) => $"{diagnostic}: {diagnostic.Seen}";

    /// <summary>Waits until something is so, looking every few milliseconds; the deadline is generous because hosts are busy.</summary>
    public static async Task UntilAsync(Func<bool> condition, TimeSpan? deadline = null)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(deadline ?? TimeSpan.FromSeconds(20));
        while (!condition()) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, timeout.Token);
    }
}
