using Provisioning.AgentContract.Sessions;
using Provisioning.AgentContract.Tasks;
using Provisioning.Imaging.Ledger;

namespace Provisioning.Imaging.Sessions;

/// <summary>
/// Who gets the session of a ticket. The first key does. Another key is a second claimant and stops the attempt, with one exception: the same
/// machine, restarted while the session was silent, gets a new session in its place. Pure.
/// </summary>
internal static class SessionRules
{
    /// <summary>How often the session of an attempt is replaced: a machine that restarts more often has something that an operator must see.</summary>
    public const int MostReplacements = 2;

    /// <summary>How long a session was silent before another boot may take its place. An agent that lives asks at least every 25 seconds.</summary>
    public static readonly TimeSpan LeastSilence = TimeSpan.FromSeconds(60);

    /// <summary>The record after a claim, which is the same object when nothing changed.</summary>
    /// <param name="record">The record before it.</param>
    /// <param name="request">The claim; its signature was verified.</param>
    /// <param name="silence">For how long nothing was heard of the session.</param>
    /// <param name="now">The time.</param>
    public static AttemptRecord Claim(AttemptRecord record, SessionRequest request, TimeSpan silence, DateTimeOffset now)
    {
        if (record.Session is not { } session) return record with { Session = Open(request) };
        if (session.PublicKey == request.PublicKey || record.Contested) return record;
        return silence >= LeastSilence && MayReplace(record, session, request, now)
            ? record with { Session = Open(request), EndedBoots = [.. record.EndedBoots ?? [], session.BootId], Inventory = null }
            : record with { Contested = true };
    }

    /// <summary>
    /// Whether only the silence is missing to a restart that would be accepted. Where a new engine has not listened long enough to know that a session
    /// is silent, that is no reason to suspect anybody: the agent is to ask again.
    /// </summary>
    public static bool IsEarly(AttemptRecord record, SessionRequest request, TimeSpan silence, DateTimeOffset now) =>
        record is { Session: { } session, Contested: false }
        && session.PublicKey != request.PublicKey
        && silence < LeastSilence
        && MayReplace(record, session, request, now);

    /// <summary>
    /// Whether user data is kept from the session. Attestation is of one boot: a session that took another's place gets user data only when it
    /// answered the last question about its TPM itself.
    /// </summary>
    /// <param name="record">The attempt's record.</param>
    /// <param name="orders">All orders of the attempt, by sequence.</param>
    /// <param name="task">What would be handed out.</param>
    public static bool Withholds(AttemptRecord record, IEnumerable<OrderRecord> orders, AgentTask task)
    {
        if (record is not { Session: { } session, EndedBoots.Length: > 0 }) return false;
        if (task is not (AgentTask.WriteIdentity { Identity.UserData: not null } or AgentTask.WriteImage { Identity.UserData: not null })) return false;
        return orders.LastOrDefault(order => order is { Kind: OrderKind.Identify or OrderKind.Quote, Result: not null })?.BootId != session.BootId;
    }

    private static bool MayReplace(AttemptRecord record, SessionRecord session, SessionRequest request, DateTimeOffset now) =>
        (record.EndedBoots?.Length ?? 0) < MostReplacements
        && now.ToUnixTimeSeconds() <= record.ExpiresUnixSeconds
        && request.Uuid.Length + request.Serial.Length > 0
        && request.Uuid == session.Uuid
        && request.Serial == session.Serial
        && request.BootId.Length > 0
        && request.BootId != session.BootId
        && record.EndedBoots?.Contains(request.BootId) != true;

    private static SessionRecord Open(SessionRequest request) =>
        new(Tokens.New(), Tokens.New(), request.PublicKey, request.Uuid, request.Serial, request.BootId, request.AgentVersion, 0);
}
