using Provisioning.Engine.Attestation;
using Provisioning.Engine.Journals;
using Provisioning.Engine.Servers;
using Provisioning.Model.Sites;

namespace Provisioning.Engine.Tests.Worlds;

/// <summary>What is on the disk of the engine's machine: it outlives engines.</summary>
internal sealed class FakeDisk
{
    /// <summary>Whether nothing can be written any more.</summary>
    public bool IsFull { get; set; }

    public List<JournalRow> Journal { get; } = [];

    public Dictionary<string, ServerRecord> Servers { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, (string Operation, long Epoch)> Leases { get; } = new(StringComparer.Ordinal);

    public (MediaSettings Media, LimitSettings Limits)? Site { get; set; }

    public Dictionary<string, string> Capabilities { get; } = new(StringComparer.Ordinal);

    public List<ReceiptDraft> Receipts { get; } = [];

    public long Generation { get; set; }

    /// <summary>What the commit of a claim waits for; null: it takes no time.</summary>
    public Task? ClaimsWaitFor { get; set; }
}
