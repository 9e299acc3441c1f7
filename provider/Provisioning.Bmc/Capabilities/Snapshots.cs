using System.Text.Json;
using Provisioning.Bmc.Protocol;
using Provisioning.Model.Faults;

namespace Provisioning.Bmc.Capabilities;

/// <summary>
/// One reading answers several different questions asked one after the other (power, boot override, identity are all in the system). The same
/// question asked again is a look for change and reads again; so does any question after a change, or after some seconds.
/// </summary>
internal sealed class Snapshots(RedfishClient client)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, Snapshot> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a resource, or takes the reading that answered another question.</summary>
    public async ValueTask<PortResult<JsonElement>> ReadAsync(string path, string question, CancellationToken cancellationToken)
    {
        if (_taken.TryGetValue(path, out var snapshot) && snapshot.Changes == client.Changes
            && client.Time.GetElapsedTime(snapshot.At) < Freshness && snapshot.Questions.Add(question))
        {
            return snapshot.Body;
        }

        var got = await client.GetAsync(path, cancellationToken);
        if (!got.TryGet(out var reply, out var fault)) return fault;
        Note(path, reply.Body, question);
        return reply.Body;
    }

    /// <summary>Takes note of a reading that came with another.</summary>
    public void Note(string path, JsonElement body, string question) =>
        _taken[path] = new Snapshot(body, client.Time.GetTimestamp(), client.Changes, new HashSet<string>(StringComparer.Ordinal) { question });

    private sealed record Snapshot(JsonElement Body, long At, int Changes, HashSet<string> Questions);
}
