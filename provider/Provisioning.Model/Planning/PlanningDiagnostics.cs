using System.Globalization;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Servers;

namespace Provisioning.Model.Planning;

/// <summary>BM02xx: what forbids a plan, or is worth saying of one.</summary>
public static class PlanningDiagnostics
{
    private const string NothingTouched = "Nothing was touched.";

    /// <summary>BM0201.</summary>
    public static readonly DiagnosticDescriptor TwoObjects = DiagnosticDescriptor.Error(
        201,
        "Two objects stand for one machine",
        "Each would undo what the other does. " + NothingTouched,
        "If the object was renamed, say so with a `moved` block; otherwise correct the BMC's address, or `baremetal forget` the other name.");

    /// <summary>BM0202.</summary>
    public static readonly DiagnosticDescriptor ClaimFinished = DiagnosticDescriptor.Error(
        202,
        "The machine is in use under this name already",
        "A create never takes over a machine that was provisioned to its end: that is how a replacement or a lost state would destroy it. " + NothingTouched,
        "Renamed: add a `moved` block. State lost: `terraform import`. To install anew: change `os.rebuild_trigger` and allow data loss.");

    /// <summary>BM0203.</summary>
    public static readonly DiagnosticDescriptor ExpectMissing = DiagnosticDescriptor.Error(
        203,
        "An operating system is to be written, and nothing says to which machine",
        "An address can lead to another machine after a swap or a typing error; its disks would be lost. " + NothingTouched,
        "Set `expect.serial` (or `expect.uuid`) to what the machine's label says, and compare with what was seen.");

    /// <summary>BM0204.</summary>
    public static readonly DiagnosticDescriptor DataLossNeeded = DiagnosticDescriptor.Error(
        204,
        "The plan would destroy data, which is not allowed",
        "`allow.data_loss` is false. " + NothingTouched,
        "If the data may go, set `allow = { data_loss = true }`. To keep the machine as it is: take it over with `terraform import`, or leave the image and the trigger as they are.");

    /// <summary>BM0205.</summary>
    public static readonly DiagnosticDescriptor RebootNeeded = DiagnosticDescriptor.Error(
        205,
        "The plan needs a restart, which is not allowed",
        "`allow.reboot` is false. " + NothingTouched,
        "Set `allow = { reboot = true }` when the machine may restart.");

    /// <summary>BM0206.</summary>
    public static readonly DiagnosticDescriptor Held = DiagnosticDescriptor.Error(
        206,
        "The machine is held",
        "An operator's hold beats every door and every remedy.",
        "Talk to who holds it; `baremetal unhold NAME` lifts it.");

    /// <summary>BM0207.</summary>
    public static readonly DiagnosticDescriptor WrongMachine = DiagnosticDescriptor.Error(
        207,
        "Another machine is behind this BMC",
        "A machine that is not the expected one is never touched.",
        "Correct `bmc.address` or `expect`, or find out who swapped the machines. A board or chassis that was replaced on purpose is another machine: `baremetal forget NAME`, `terraform state rm`, and import it.");

    /// <summary>BM0208.</summary>
    public static readonly DiagnosticDescriptor EraseUnavailable = DiagnosticDescriptor.Error(
        208,
        "Disks cannot be erased by this version",
        "An erase that cannot be proven is none, so it is not pretended. " + NothingTouched,
        "Erase the disks with the maker's tools, set `on_destroy = \"forget\"`, apply, and destroy then.");

    /// <summary>BM0209.</summary>
    public static readonly DiagnosticDescriptor ClaimOutdated = DiagnosticDescriptor.Error(
        209,
        "The machine belongs to another claim by now",
        "This state is older than what the store knows; whoever acts on it would undo somebody else's work. " + NothingTouched,
        "Remove the object from this state (`terraform state rm`), or import it again.");

    /// <summary>BM0210.</summary>
    public static readonly DiagnosticDescriptor Resumes = DiagnosticDescriptor.Warning(
        210, "An attempt is under way and will be resumed", "Steps that are done are not done again.", "Apply to go on; `baremetal explain NAME` tells the story.");

    /// <summary>BM0211.</summary>
    public static readonly DiagnosticDescriptor ImageOutOfDate = DiagnosticDescriptor.Warning(
        211,
        "Image out of date",
        "`os.rebuild_policy` is `never`, so nothing is written.",
        "To install the new image, change `os.rebuild_trigger` (and allow data loss), or set `rebuild_policy = \"when_image_changes\"`.");

    /// <summary>BM0212.</summary>
    public static readonly DiagnosticDescriptor Deferred = DiagnosticDescriptor.Warning(
        212,
        "Disruptive steps are deferred",
        "The machine is in service: workloads run on it.",
        "Drain it and take it out of service, then apply again.");

    /// <summary>BM0213.</summary>
    public static readonly DiagnosticDescriptor NotOurImage = DiagnosticDescriptor.Warning(
        213,
        "The operating system is not ours and is left alone",
        "A machine that was adopted, or had no operating system declared, is never written to just because one is declared now.",
        "To install the image, set `os.rebuild_trigger` to a text of your choice (and allow data loss).");

    /// <summary>BM0214.</summary>
    public static readonly DiagnosticDescriptor NotReached = DiagnosticDescriptor.Warning(
        214,
        "The machine could not be asked",
        "What is shown is the last known state; the machine may differ. It is neither gone nor unchanged.",
        "Look at the cause above; `baremetal doctor ADDRESS` examines the way to the BMC.");

    /// <summary>BM0215.</summary>
    public static readonly DiagnosticDescriptor SiteDiffers = DiagnosticDescriptor.Error(
        215,
        "Two doors disagree on the site's settings",
        "One engine serves one site: media addresses and limits are the same for everybody who works on it. " + NothingTouched,
        "Use the same `media` and `limits` everywhere, or wait until nothing is under way: then the new ones are taken.");

    /// <summary>BM0216.</summary>
    public static readonly DiagnosticDescriptor CredentialMissing = DiagnosticDescriptor.Error(
        216,
        "A credential was not given",
        "The engine keeps no passwords: the door resolves the named references and sends them along. " + NothingTouched,
        "Declare the name under `credentials`, and see that its source (variable, file, command) gives a value.");

    /// <summary>BM0217.</summary>
    public static readonly DiagnosticDescriptor ForgottenInstead = DiagnosticDescriptor.Warning(
        217,
        "The machine belongs to another claim by now and was only forgotten",
        "What this object was is no more; acting on the machine would hit somebody else's.",
        "Nothing, if you meant to remove the object only.");

    /// <summary>BM0218.</summary>
    public static readonly DiagnosticDescriptor UserDataOutOfDate = DiagnosticDescriptor.Warning(
        218,
        "User data out of date",
        "User data is read at a machine's first boot; `os.rebuild_policy` is `never`, so nothing is written.",
        "To install anew with it, change `os.rebuild_trigger` (and allow data loss).");

    /// <summary>BM0220.</summary>
    public static readonly DiagnosticDescriptor NetworkOutOfDate = DiagnosticDescriptor.Warning(
        220,
        "Network out of date",
        "The network profile is written with the image, and a running system is not changed; a new one rebuilds nothing by itself.",
        "To install anew with it, change `os.rebuild_trigger` (and allow data loss).");

    /// <summary>BM0221.</summary>
    public static readonly DiagnosticDescriptor BeyondPlan = DiagnosticDescriptor.Error(
        221,
        "More would be done than was planned",
        "The machine changed since the plan was made, and an apply does no more than the plan that was read and allowed. " + NothingTouched,
        "Make a new plan, which shows what it takes now, and apply that.");

    /// <summary>BM0222.</summary>
    public static readonly DiagnosticDescriptor NotJudged = DiagnosticDescriptor.Warning(
        222,
        "An attestation policy is not judged yet",
        "Measurements are taken when the deployment agent runs, and it never ran on this machine under this store.",
        "It is judged when the machine is installed: change `os.rebuild_trigger` (and allow data loss), or leave the policy out.");

    /// <summary>BM0219.</summary>
    public static readonly DiagnosticDescriptor NeverSeen = DiagnosticDescriptor.Warning(
        219,
        "This store has never seen the machine",
        "The object's state comes from another machine or an older store, so what was written to the disk is known from the state alone.",
        "Nothing: the machine is taken up as the state has it, and is never rebuilt for that reason.");

    /// <summary>All of them.</summary>
    public static ValueArray<DiagnosticDescriptor> All =>
    [
        TwoObjects, ClaimFinished, ExpectMissing, DataLossNeeded, RebootNeeded, Held, WrongMachine, EraseUnavailable, ClaimOutdated, Resumes,
        ImageOutOfDate, Deferred, NotOurImage, NotReached, SiteDiffers, CredentialMissing, ForgottenInstead, UserDataOutOfDate, NeverSeen, NetworkOutOfDate, BeyondPlan, NotJudged,
    ];

    /// <summary>Another object has this machine.</summary>
    public static Diagnostic IsClaimedBy(string server, string other, string seen) =>
        TwoObjects.Occurs($"{server}: the machine is {other}'s", seen, AttributePath.Of("bmc", "address"));

    /// <summary>A create met its own finished claim.</summary>
    public static Diagnostic IsFinished(string server, ClaimId claim, string seen) =>
        ClaimFinished.Occurs($"{server}: the machine is in use under this name already", $"Claim {claim}; {seen}.");

    /// <summary>No expectation beside an OS.</summary>
    public static Diagnostic ExpectsNobody(string server, ServerIdentity? probed) => ExpectMissing.Occurs(
        $"{server}: `os` without `expect`",
        probed is null ? "The machine was not asked." : $"Seen at the address: serial {probed.Serial}, UUID {probed.Uuid}, {probed.Manufacturer} {probed.Model}.",
        AttributePath.Of("expect"));

    /// <summary>Data would be lost.</summary>
    public static Diagnostic WouldLoseData(string server, string seen) =>
        DataLossNeeded.Occurs($"{server}: data would be lost", seen, AttributePath.Of("allow", "data_loss"));

    /// <summary>A restart would be needed.</summary>
    public static Diagnostic WouldReboot(string server, string seen) =>
        RebootNeeded.Occurs($"{server}: a restart would be needed", seen, AttributePath.Of("allow", "reboot"));

    /// <summary>A hold is in force.</summary>
    public static Diagnostic IsHeld(string server, string reason, string actor, DateTimeOffset since, DateTimeOffset? until, string? ticket) => Held.Occurs(
        $"{server} is held by {actor}: {reason}",
        string.Create(
            CultureInfo.InvariantCulture,
            $"Since {since:u}{(until is { } end ? $", until {end:u}" : "")}{(ticket is null ? "" : $", ticket {ticket}")}."));

    /// <summary>Serial or UUID is not the expected one.</summary>
    public static Diagnostic IsAnotherMachine(string server, string expected, ServerIdentity seen) => WrongMachine.Occurs(
        $"{server}: another machine is behind this BMC",
        $"Expected {expected}; seen serial {seen.Serial}, UUID {seen.Uuid}.",
        AttributePath.Of("expect"));

    /// <summary>An erase was asked for.</summary>
    public static Diagnostic CannotErase(string server) => EraseUnavailable.Occurs(
        $"{server}: disks cannot be erased by this version", "`on_destroy` is `erase`.", AttributePath.Of("on_destroy"));

    /// <summary>The state's claim is not the store's.</summary>
    public static Diagnostic ClaimIsOutdated(string server, ClaimId ours, ClaimId theirs) =>
        ClaimOutdated.Occurs($"{server} belongs to another claim by now", $"The state has claim {ours}, the store {theirs}.");

    /// <summary>An open attempt is gone on with.</summary>
    public static Diagnostic ResumesAt(string server, int attempt, string step) =>
        Resumes.Occurs(string.Create(CultureInfo.InvariantCulture, $"{server}: resumes attempt {attempt} at step {step}"), "The journal holds an attempt that is not ended.");

    /// <summary>Another image is wanted than was written.</summary>
    public static Diagnostic HasOldImage(string server, string written, string wanted) =>
        ImageOutOfDate.Occurs($"{server}: image out of date", $"Written: {written}; wanted: {wanted}.", AttributePath.Of("os", "image"));

    /// <summary>Steps are left out because of workloads.</summary>
    public static Diagnostic IsInService(string server, string steps) =>
        Deferred.Occurs($"{server} is in service: disruptive steps are deferred", $"Left out: {steps}.");

    /// <summary>The disk's system is not ours.</summary>
    public static Diagnostic IsNotRebuilt(string server) =>
        NotOurImage.Occurs($"{server}: the operating system is not ours and is left alone", "No image of ours is known to be on it.", AttributePath.Of("os", "rebuild_trigger"));

    /// <summary>The BMC could not be asked.</summary>
    /// <param name="server">The server.</param>
    /// <param name="cause">Why not.</param>
    /// <param name="fail">Whether the site wants an error then.</param>
    /// <param name="isCreate">Whether the machine was never asked before, so that there is no last known state to show.</param>
    public static Diagnostic WasNotReached(string server, Diagnostic cause, bool fail, bool isCreate = false)
    {
        var occurrence = NotReached.Occurs($"{server} could not be asked: {cause.Summary}", $"{cause.Seen} [{cause.Code}]");
        if (isCreate) occurrence = occurrence with { Why = "Nothing is known of the machine yet: the plan shows what you ask for, and what of it is already so is found out at apply." };
        return fail ? occurrence with { Severity = Severity.Error } : occurrence;
    }

    /// <summary>Another door has other settings.</summary>
    public static Diagnostic SiteIsSetOtherwise(string kept, string given) =>
        SiteDiffers.Occurs("Two doors disagree on the site's settings", $"In force: {kept}; given: {given}.");

    /// <summary>A named credential is absent.</summary>
    public static Diagnostic HasNoCredential(string server, string name) => CredentialMissing.Occurs(
        $"{server}: the credential \"{name}\" was not given", $"No credential of the name \"{name}\" came with the request.", AttributePath.Of("bmc", "credential"));

    /// <summary>A destroy met another claim.</summary>
    public static Diagnostic WasForgottenOnly(string server, ClaimId ours, ClaimId theirs) =>
        ForgottenInstead.Occurs($"{server} belongs to another claim by now and was only forgotten", $"The state has claim {ours}, the store {theirs}.");

    /// <summary>User data of another version is wanted.</summary>
    public static Diagnostic HasOldUserData(string server) => UserDataOutOfDate.Occurs(
        $"{server}: user data out of date", "`user_data_wo_version` changed.", AttributePath.Of("os", "user_data_wo_version"));

    /// <summary>What would be done is not what a plan said.</summary>
    public static Diagnostic IsBeyondPlan(string server, string planned, string needed) =>
        BeyondPlan.Occurs($"{server}: more would be done than was planned", $"Planned: {planned}. Needed now: {needed}.");

    /// <summary>A policy is wanted and nothing was measured.</summary>
    public static Diagnostic IsNotJudged(string server, string policy) =>
        NotJudged.Occurs($"{server}: {policy} is not judged yet", "No image of ours is known to be on the disk.", AttributePath.Of("attestation_policy"));

    /// <summary>Another network is wanted than the installed system was given.</summary>
    public static Diagnostic HasOldNetwork(string server, string? written, string? wanted) => NetworkOutOfDate.Occurs(
        $"{server}: network out of date", $"Written: {written ?? "none"}; wanted: {wanted ?? "none"}.", AttributePath.Of("network_profile"));

    /// <summary>The store has no record of an object that the door has.</summary>
    public static Diagnostic WasNeverSeen(string server) =>
        NeverSeen.Occurs($"{server}: this store has never seen the machine", "There is no record of it.");
}
