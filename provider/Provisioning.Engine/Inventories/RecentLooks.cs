using System.Collections.Concurrent;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.Inventories;

/// <summary>
/// What looks for plans showed a moment ago. Terraform plans once more at the start of an apply; the machine is not asked the same question twice
/// within seconds. An operation on the server ends what was seen before it, and looks for itself.
/// </summary>
internal sealed class RecentLooks(TimeProvider time)
{
    /// <summary>How long a look may be told again.</summary>
    internal static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Look> _looks = new(StringComparer.Ordinal);

    /// <summary>What was seen for the very same question; null: it must be asked.</summary>
    /// <param name="server">The server's name.</param>
    /// <param name="question">What decides the answer: the digest of what is wanted, and the claim.</param>
    public Look? Find(string server, string question) =>
        _looks.TryGetValue(server, out var look) && look.Question == question && time.GetUtcNow() - look.At < Freshness ? look : null;

    /// <summary>Keeps what was seen.</summary>
    public void Keep(string server, string question, ServerIdentity identity, ValueArray<Diagnostic> findings) =>
        _looks[server] = new Look(question, time.GetUtcNow(), identity, findings);

    /// <summary>Something is done to the server: what was seen is the past.</summary>
    public void Forget(string server) => _looks.TryRemove(server, out _);

    /// <summary>One look.</summary>
    internal sealed record Look(string Question, DateTimeOffset At, ServerIdentity Identity, ValueArray<Diagnostic> Findings);
}
