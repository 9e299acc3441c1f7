using System.Globalization;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Model.Operations;

/// <summary>BM82xx: operations and their steps.</summary>
public static class OperationDiagnostics
{
    private const string Explain = "`baremetal explain NAME` tells where it stands, with evidence; apply again to go on.";

    /// <summary>BM8201.</summary>
    public static readonly DiagnosticDescriptor Busy = DiagnosticDescriptor.Error(
        8201,
        "Another operation works on this machine",
        "One machine has one writer.",
        "Wait for it (`baremetal status`), or cancel it, then run the command again.");

    /// <summary>BM8202.</summary>
    public static readonly DiagnosticDescriptor Cancelled = DiagnosticDescriptor.Error(
        8202, "The operation was cancelled", "It stopped as its step allows; what was done is kept in the journal.", Explain);

    /// <summary>BM8203.</summary>
    public static readonly DiagnosticDescriptor TimedOut = DiagnosticDescriptor.Error(
        8203, "The operation took longer than allowed", "It stopped as its step allows; what was done is kept in the journal.", "Look at what it waited for, raise `timeouts` if the machine is slow, and apply again.");

    /// <summary>BM8204.</summary>
    public static readonly DiagnosticDescriptor DeadlinePassed = DiagnosticDescriptor.Error(
        8204, "A step did not come to its end in time", "Every step has a deadline, so that nothing waits for ever.", Explain);

    /// <summary>BM8205.</summary>
    public static readonly DiagnosticDescriptor CannotTell = DiagnosticDescriptor.Error(
        8205,
        "Nobody can tell whether a step happened",
        "The step must not happen twice, and the machine shows no sign either way.",
        "Look at the machine, then say what is so: `baremetal resolve NAME STEP --as done|retry|abandon`, and apply again.");

    /// <summary>BM8206.</summary>
    public static readonly DiagnosticDescriptor ForeignTask = DiagnosticDescriptor.Error(
        8206,
        "The BMC is busy with something that is not ours",
        "A task of somebody else runs on the BMC; acting into it could ruin both.",
        "Wait for the task to end, or end it on the BMC, and apply again.");

    /// <summary>BM8207.</summary>
    public static readonly DiagnosticDescriptor NothingCameOfIt = DiagnosticDescriptor.Error(
        8207, "The machine took an order, and nothing came of it", "Accepted is not done: what was ordered was looked for and not seen.", Explain);

    /// <summary>BM8208.</summary>
    public static readonly DiagnosticDescriptor NoSeed = DiagnosticDescriptor.Warning(
        8208,
        "The image has no place for identity and user data",
        "Host name, user data and the report-in go to a partition named CIDATA, which the image lacks: nothing of it reached the system.",
        "Use an image with a FAT partition named CIDATA (the NoCloud seed).");

    /// <summary>BM8209.</summary>
    public static readonly DiagnosticDescriptor Unknown = DiagnosticDescriptor.Error(
        8209, "There is no such server", "The store of this site has no server of that name.", "`baremetal status` lists them; look at the site's name, too.");

    /// <summary>BM8210.</summary>
    public static readonly DiagnosticDescriptor NoSuchStep = DiagnosticDescriptor.Error(
        8210, "The step cannot be resolved", "Only a step of the newest attempt that is begun and not confirmed can be.", "`baremetal explain NAME` names the step that waits.");

    /// <summary>BM8211.</summary>
    public static readonly DiagnosticDescriptor TaskFailed = DiagnosticDescriptor.Error(
        8211, "The BMC's task failed", "The BMC took the order and reports that it could not carry it out.", Explain);

    /// <summary>BM8212.</summary>
    public static readonly DiagnosticDescriptor AgentFellSilent = DiagnosticDescriptor.Error(
        8212, "The deploy agent fell silent", "It had reported in, and stopped asking for work.", "Look at the machine's console and its network; apply again to boot it anew.");

    /// <summary>BM8213.</summary>
    public static readonly DiagnosticDescriptor RemedyTaken = DiagnosticDescriptor.Warning(
        8213, "A remedy was needed", "The step failed at first and the plan allowed a remedy.", "Nothing now; if it happens often, look at the evidence in `baremetal history NAME`.");

    /// <summary>BM8214.</summary>
    public static readonly DiagnosticDescriptor ForeignMedium = DiagnosticDescriptor.Error(
        8214, "An agent's evidence does not fit this attempt", "An answer came that belongs to nothing that was asked.", Explain);

    /// <summary>BM8215.</summary>
    public static readonly DiagnosticDescriptor HoldIsVoid = DiagnosticDescriptor.Error(
        8215,
        "A hold would hold nothing",
        "A hold that is over before it begins stops no work, and one without a reason tells nobody why; the machine is not held.",
        "Give an end that lies ahead, or none, and a reason.");

    /// <summary>All of them.</summary>
    public static ValueArray<DiagnosticDescriptor> All =>
    [
        Busy, Cancelled, TimedOut, DeadlinePassed, CannotTell, ForeignTask, NothingCameOfIt, NoSeed, Unknown, NoSuchStep, TaskFailed,
        AgentFellSilent, RemedyTaken, ForeignMedium, HoldIsVoid,
    ];

    /// <summary>Another operation has the machine.</summary>
    public static Diagnostic IsBusy(string server, string operation) =>
        Busy.Occurs($"{server}: another operation works on this machine", $"Operation {operation}.");

    /// <summary>A caller cancelled.</summary>
    public static Diagnostic WasCancelled(string server, string? step) =>
        Cancelled.Occurs($"{server}: cancelled", step is null ? "Before the first step." : $"At step {step}.");

    /// <summary>The operation's time is over.</summary>
    public static Diagnostic RanOut(string server, TimeSpan allowed, string? step) => TimedOut.Occurs(
        string.Create(CultureInfo.InvariantCulture, $"{server}: not done within {(allowed < TimeSpan.FromMinutes(2) ? $"{allowed.TotalSeconds:0} seconds" : $"{allowed.TotalMinutes:0.#} minutes")}"),
        step is null ? "Before the first step." : $"At step {step}.");

    /// <summary>A step's time is over.</summary>
    public static Diagnostic DidNotEnd(string server, string step, TimeSpan deadline, string seen) => DeadlinePassed.Occurs(
        string.Create(CultureInfo.InvariantCulture, $"{server}: \"{step}\" did not end within {deadline.TotalMinutes:0.#} minutes"), seen);

    /// <summary>No witness decides.</summary>
    public static Diagnostic IsUncertain(string server, string step, string seen) =>
        CannotTell.Occurs($"{server}: nobody can tell whether \"{step}\" happened", seen);

    /// <summary>A task that is not ours runs.</summary>
    public static Diagnostic HasForeignTask(string server, string task) =>
        ForeignTask.Occurs($"{server}: the BMC is busy with something that is not ours", $"Running: {task}.");

    /// <summary>The postcondition was not seen.</summary>
    public static Diagnostic CameToNothing(string server, string step, string seen) =>
        NothingCameOfIt.Occurs($"{server}: nothing came of \"{step}\"", seen);

    /// <summary>The image has no seed partition.</summary>
    public static Diagnostic HasNoSeed(string server, string image) =>
        NoSeed.Occurs($"{server}: the image has no place for identity and user data", $"Image {image}.", AttributePath.Of("os", "image"));

    /// <summary>No such server.</summary>
    public static Diagnostic IsUnknown(string server) => Unknown.Occurs($"There is no server {server}", $"Asked for: {server}.");

    /// <summary>No such step to resolve.</summary>
    public static Diagnostic CannotResolve(string server, string step, string seen) =>
        NoSuchStep.Occurs($"{server}: the step {step} cannot be resolved", seen);

    /// <summary>A BMC's task failed.</summary>
    public static Diagnostic HasFailedTask(string server, string step, string message) =>
        TaskFailed.Occurs($"{server}: the BMC's task for \"{step}\" failed", message);

    /// <summary>The agent stopped asking.</summary>
    public static Diagnostic IsSilent(string server, DateTimeOffset? lastSeen) => AgentFellSilent.Occurs(
        $"{server}: the deploy agent fell silent",
        lastSeen is { } at ? string.Create(CultureInfo.InvariantCulture, $"Last seen {at:u}.") : "Never seen.");

    /// <summary>A remedy was taken.</summary>
    public static Diagnostic NeededRemedy(string server, string step, string remedy, string cause) =>
        RemedyTaken.Occurs($"{server}: \"{step}\" needed {remedy}", cause);

    /// <summary>A hold whose end has passed.</summary>
    public static Diagnostic HoldIsOver(string server, DateTimeOffset until, DateTimeOffset now) => HoldIsVoid.Occurs(
        $"{server} is not held: the end of the hold has passed",
        string.Create(CultureInfo.InvariantCulture, $"It would end at {until.UtcDateTime:u}; now it is {now.UtcDateTime:u}."));

    /// <summary>A hold without a reason.</summary>
    public static Diagnostic HoldHasNoReason(string server) => HoldIsVoid.Occurs($"{server} is not held: no reason was given", "The reason is empty.");

    /// <summary>An answer that was not asked for.</summary>
    public static Diagnostic AnsweredOddly(string server, string order, string seen) =>
        ForeignMedium.Occurs($"{server}: the agent's answer to {order} is of another kind", seen);
}
