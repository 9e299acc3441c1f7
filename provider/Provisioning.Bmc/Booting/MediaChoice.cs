using Provisioning.Bmc.Capabilities;
using Provisioning.Bmc.Protocol;
using Provisioning.Bmc.Quirks;
using Provisioning.Model.Faults;

namespace Provisioning.Bmc.Booting;

/// <summary>Chooses the one CD slot: by what it takes and what can be done with it, never by its place in the list.</summary>
internal sealed class MediaChoice(BmcExplorer explorer)
{
    private const int MostSlots = 24;
    private const string InsertAction = "#VirtualMedia.InsertMedia";
    private const string EjectAction = "#VirtualMedia.EjectMedia";

    /// <summary>The slot; a fault where the BMC has none that can be used.</summary>
    public async ValueTask<PortResult<MediaLayout>> ChooseAsync(CancellationToken cancellationToken)
    {
        if (explorer.Layout.Media is { } chosen) return chosen.Slot.Length > 0 ? chosen : None();
        var known = await explorer.SystemAsync(cancellationToken);
        if (!known.TryGet(out var system, out var fault)) return fault;
        var managed = await explorer.ManagerAsync(cancellationToken);
        if (!managed.TryGet(out var manager, out fault)) return fault;
        string[] collections = [manager.Media, system.Media];
        foreach (var collection in collections.Where(path => path.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var read = await explorer.Collections.ReadAsync(collection, MostSlots, 1, cancellationToken);
            if (!read.TryGet(out var slots, out fault)) return fault;
            if (Choose(slots) is not { } choice) continue;
            explorer.Layout.Media = choice.Layout;
            explorer.Snapshots.Note(choice.Member.Uri, choice.Member.Body, "choice");
            return choice.Layout;
        }

        explorer.Layout.Media = new MediaLayout("", "", "");
        return None();
    }

    private Fault None() => BmcFaults.NotSupported(explorer.Client.Address, "no virtual CD that media can be inserted into");

    private (MediaLayout Layout, Member Member)? Choose(List<Member> slots)
    {
        var prefix = explorer.Quirk(QuirkBehaviour.MediaSlot) ?? "";
        var byPatch = explorer.Quirk(QuirkBehaviour.MediaInsert) == "patch";
        foreach (var slot in slots.OrderBy(slot => slot.Uri, StringComparer.Ordinal))
        {
            if (!ResourcePath.LastSegment(slot.Uri).StartsWith(prefix, StringComparison.OrdinalIgnoreCase) || !TakesCd(slot)) continue;
            var actions = slot.Body.At("Actions");
            var insert = ResourcePath.From(actions.At(InsertAction).At("target").AsText());
            var eject = ResourcePath.From(actions.At(EjectAction).At("target").AsText());
            if (byPatch && insert is null) return (new MediaLayout(slot.Uri, "", ""), slot);

            // While something is inserted, some offer only the eject action, and while nothing is, only the insert action.
            if (insert is null && !(eject is not null && slot.Body.Flag("Inserted") == true && !IsStream(slot))) continue;
            return (new MediaLayout(
                slot.Uri,
                insert ?? ResourcePath.Below(slot.Uri, "Actions/VirtualMedia.InsertMedia"),
                eject ?? ResourcePath.Below(slot.Uri, "Actions/VirtualMedia.EjectMedia")), slot);
        }

        return null;
    }

    // The stream of the remote console is no place for an image on a server.
    private static bool IsStream(Member slot) => slot.Body.Text("TransferMethod") == "Stream" && slot.Body.Text("Image") is null;

    private static bool TakesCd(Member slot)
    {
        var types = slot.Body.Texts("MediaTypes");
        return types.Count == 0 || types.Any(type => type.Equals("CD", StringComparison.OrdinalIgnoreCase) || type.Equals("DVD", StringComparison.OrdinalIgnoreCase));
    }
}
