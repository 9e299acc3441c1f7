using Provisioning.Model.Collections;
using Provisioning.Model.Faults;

namespace Provisioning.Engine.Remedies;

/// <summary>
/// Chooses the next rung for a fault: from what went wrong, what was tried on this step already, and what the plan allowed. Pure.
/// A fault that no rung helps against goes straight to a person.
/// </summary>
internal static class RemedyLadder
{
    private static readonly Rung[] Transport = [new(Remedy.Retry, 4), new(Remedy.Reauthenticate, 2), new(Remedy.BmcReset, 1)];
    private static readonly Rung[] Session = [new(Remedy.Reauthenticate, 3), new(Remedy.BmcReset, 1)];
    private static readonly Rung[] Patient = [new(Remedy.Retry, 6), new(Remedy.BmcReset, 1)];
    private static readonly Rung[] Deaf = [new(Remedy.Retry, 2), new(Remedy.BmcReset, 1), new(Remedy.PowerCycle, 1)];
    private static readonly Rung[] Reboot = [new(Remedy.PowerCycle, 1)];
    private static readonly Rung[] Again = [new(Remedy.Retry, 2)];
    private static readonly Rung[] Nothing = [];

    /// <summary>The next remedy; null: give up.</summary>
    public static Remedy? Next(FaultKind fault, ValueArray<Remedy> used, ValueArray<Remedy> allowed)
    {
        foreach (var rung in RungsOf(fault))
        {
            if (used.Count(remedy => remedy == rung.Remedy) < rung.AtMost && allowed.Contains(rung.Remedy)) return rung.Remedy;
        }

        return null;
    }

    /// <summary>Whether nobody knows if a write that ended so was done: then the witness decides, and not the ladder alone.</summary>
    public static bool IsAmbiguous(FaultKind fault) => fault is FaultKind.ConnectionLost or FaultKind.TimedOut or FaultKind.ProtocolViolation;

    /// <summary>Whether the way to the BMC failed and not the step: what was begun stays begun.</summary>
    public static bool IsTransport(FaultKind fault) => fault is FaultKind.Unreachable or FaultKind.TimedOut or FaultKind.ConnectionLost
        or FaultKind.SessionExpired or FaultKind.SessionsExhausted or FaultKind.Busy or FaultKind.ProtocolViolation
        or FaultKind.AuthenticationFailed or FaultKind.LoginWithheld or FaultKind.TlsUntrusted or FaultKind.Local;

    private static Rung[] RungsOf(FaultKind fault) => fault switch
    {
        FaultKind.Unreachable or FaultKind.TimedOut or FaultKind.ConnectionLost or FaultKind.ProtocolViolation => Transport,
        FaultKind.SessionExpired => Session,
        FaultKind.Busy or FaultKind.SessionsExhausted => Patient,
        FaultKind.PreconditionFailed => Again,
        FaultKind.PostconditionMissed or FaultKind.TaskFailed => Deaf,
        FaultKind.MediumNotFetched or FaultKind.AgentSilent => Reboot,
        FaultKind.DiskFailed => Reboot,
        FaultKind.Local or FaultKind.OrderFailed => Again,
        _ => Nothing,
    };

    private sealed record Rung(Remedy Remedy, int AtMost);
}
