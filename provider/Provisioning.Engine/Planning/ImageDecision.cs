using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Imaging;
using Provisioning.Model.Planning;
using Provisioning.Model.Servers;

namespace Provisioning.Engine.Planning;

/// <summary>Whether an image is written, and why; the one place where the rules against accidents with disks are decided.</summary>
/// <param name="Reason">Why it is written; null: it is not.</param>
/// <param name="Diagnostics">What forbids it, or is worth saying.</param>
internal sealed record ImageDecision(string? Reason, ValueArray<Diagnostic> Diagnostics)
{
    private static readonly ImageDecision None = new(null, ValueArray<Diagnostic>.Empty);

    public bool IsWritten => Reason is not null;

    public static ImageDecision Of(ServerDesired desired, PlanBasis basis)
    {
        if (desired.Os is not { } os) return None;
        var observed = basis.Observed;
        if (observed?.ImageId is not { } written)
        {
            if (basis.IsCreate) return new ImageDecision($"{os.Image.Id} is to be installed", ValueArray<Diagnostic>.Empty);
            return IsTriggered(os, observed)
                ? Rebuild(desired, $"rebuild_trigger is \"{os.RebuildTrigger}\"", "What is on the disk is not known to be ours.")
                : new ImageDecision(null, [PlanningDiagnostics.IsNotRebuilt(desired.Name)]);
        }

        if (IsTriggered(os, observed)) return Rebuild(desired, $"rebuild_trigger is \"{os.RebuildTrigger}\"", $"{written} is installed.");
        var imageChanged = !DocumentIds.AreOfOneContent(written, os.Image.Id);
        var userDataChanged = os.UserDataVersion is { } version && version != observed.UserDataVersion;
        if ((imageChanged || userDataChanged) && os.RebuildPolicy == RebuildPolicy.WhenImageChanges)
        {
            return Rebuild(
                desired,
                imageChanged ? $"image is {written}, wanted {os.Image.Id}" : "user data has another version",
                $"{written} is installed.");
        }

        // A network never rebuilds by itself: what is asked for is another file on a disk, and not another disk.
        if (imageChanged) return new ImageDecision(null, [PlanningDiagnostics.HasOldImage(desired.Name, written, os.Image.Id)]);
        if (userDataChanged) return new ImageDecision(null, [PlanningDiagnostics.HasOldUserData(desired.Name)]);
        return DocumentIds.AreOfOneContent(desired.NetworkProfile?.Id, observed.NetworkProfileId)
            ? None
            : new ImageDecision(null, [PlanningDiagnostics.HasOldNetwork(desired.Name, observed.NetworkProfileId, desired.NetworkProfile?.Id)]);
    }

    private static bool IsTriggered(OsDesired os, ServerObserved? observed) =>
        os.RebuildTrigger is { } trigger && !string.Equals(trigger, observed?.RebuildTrigger, StringComparison.Ordinal);

    private static ImageDecision Rebuild(ServerDesired desired, string reason, string seen) => new(
        reason,
        desired.Allow.DataLoss ? ValueArray<Diagnostic>.Empty : [PlanningDiagnostics.WouldLoseData(desired.Name, seen)]);
}
