using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Planning;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.Servers;

/// <summary>Who may act on a machine. Pure.</summary>
internal static class ClaimRules
{
    /// <summary>Decides.</summary>
    /// <param name="name">The server's name.</param>
    /// <param name="claim">The claim in the door's state; null: a create.</param>
    /// <param name="address">The BMC's address.</param>
    /// <param name="identity">Who was seen there; null: nobody looked.</param>
    /// <param name="digest">The digest of what is wanted; null: not known.</param>
    /// <param name="all">All servers on record.</param>
    public static ClaimDecision Decide(string name, ClaimId? claim, string address, ServerIdentity? identity, string? digest, ValueArray<ServerRecord> all)
    {
        ServerRecord? own = null;
        foreach (var record in all)
        {
            if (record.Name == name) own = record.Forgotten ? null : record;
            else if (!record.Forgotten && IsThere(record, address, identity))
                return new ClaimDecision.Refuse(PlanningDiagnostics.IsClaimedBy(name, record.Name, Seen(record, identity)));
        }

        if (claim is { } held) return OfUpdate(name, held, own);
        if (own is null) return new ClaimDecision.New();
        var isLostReply = !own.Shown && own.Attempt?.DesiredDigest == digest && (identity is null || IsSame(own.Identity, identity));
        if (own.Finished && !isLostReply)
            return new ClaimDecision.Refuse(PlanningDiagnostics.IsFinished(name, own.Claim, $"serial {own.Identity.Serial} at {own.Address}"));
        return identity is null || IsSame(own.Identity, identity) ? new ClaimDecision.Continue(own) : new ClaimDecision.New();
    }

    /// <summary>Why the machine that was seen is not the one that is meant; null: it is.</summary>
    public static Diagnostic? WrongMachine(string name, ExpectedIdentity expect, ServerRecord? own, ServerIdentity seen)
    {
        var serialDiffers = expect.Serial is { } serial && !string.Equals(serial.Trim(), seen.Serial.Trim(), StringComparison.Ordinal);
        var uuidDiffers = expect.Uuid is { } uuid && uuid != seen.Uuid;
        if (serialDiffers || uuidDiffers)
        {
            var wanted = string.Join(", ", new[] { expect.Serial is { } s ? $"serial {s}" : null, expect.Uuid is { } u ? $"UUID {u}" : null }.OfType<string>());
            return PlanningDiagnostics.IsAnotherMachine(name, wanted, seen);
        }

        return own is not null && !IsSame(own.Identity, seen)
            ? PlanningDiagnostics.IsAnotherMachine(name, $"serial {own.Identity.Serial}, UUID {own.Identity.Uuid} as on record", seen)
            : null;
    }

    private static ClaimDecision OfUpdate(string name, ClaimId claim, ServerRecord? own)
    {
        if (own is null) return new ClaimDecision.TakeUp(claim);
        return own.Claim == claim
            ? new ClaimDecision.Continue(own)
            : new ClaimDecision.Refuse(PlanningDiagnostics.ClaimIsOutdated(name, claim, own.Claim));
    }

    private static bool IsThere(ServerRecord record, string address, ServerIdentity? identity) => identity is null
        ? string.Equals(record.Address, address, StringComparison.OrdinalIgnoreCase)
        : IsSame(record.Identity, identity);

    private static bool IsSame(ServerIdentity left, ServerIdentity right) =>
        left.Uuid == right.Uuid && string.Equals(left.Serial.Trim(), right.Serial.Trim(), StringComparison.Ordinal);

    private static string Seen(ServerRecord record, ServerIdentity? identity) => identity is null
        ? $"{record.Name} has the BMC at {record.Address} (claim {record.Claim})."
        : $"{record.Name} is serial {record.Identity.Serial}, UUID {record.Identity.Uuid} (claim {record.Claim}).";
}
