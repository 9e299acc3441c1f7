using System.Text.Json;
using Provisioning.Bmc.Capabilities;
using Provisioning.Bmc.Protocol;
using Provisioning.Bmc.Transport;
using Provisioning.Engine.Booting;
using Provisioning.Engine.Discovery;
using Provisioning.Model.Booting;
using Provisioning.Model.Faults;

namespace Provisioning.Bmc.Booting;

/// <summary>Virtual media in one slot (DSP0268, VirtualMedia).</summary>
internal sealed class RedfishVirtualMedia(BmcExplorer explorer) : IVirtualMediaPort
{
    private readonly MediaChoice _choice = new(explorer);

    /// <inheritdoc/>
    public async ValueTask<PortResult<VirtualMediumObservation>> ReadAsync(CancellationToken cancellationToken)
    {
        var chosen = await _choice.ChooseAsync(cancellationToken);
        if (!chosen.TryGet(out var media, out var fault)) return fault;
        var read = await ReadSlotAsync(media, "medium", cancellationToken);
        return read.TryGet(out var slot, out fault) ? Observe(media, slot) : fault;
    }

    /// <inheritdoc/>
    public async ValueTask<PortResult<Acceptance>> InsertAsync(Uri image, CancellationToken cancellationToken)
    {
        var chosen = await _choice.ChooseAsync(cancellationToken);
        if (!chosen.TryGet(out var media, out var fault)) return fault;
        var read = await ReadSlotAsync(media, "medium before insert", cancellationToken);
        if (!read.TryGet(out var slot, out fault)) return fault;
        if (Observe(media, slot).Inserted)
        {
            var ejected = await EjectSlotAsync(media, cancellationToken);
            if (!ejected.TryGet(out _, out fault)) return fault;
        }

        return media.Insert.Length == 0
            ? await ChangeSlotAsync(media, image, cancellationToken)
            : await RunInsertAsync(media, image, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<PortResult<Acceptance>> EjectAsync(CancellationToken cancellationToken)
    {
        var chosen = await _choice.ChooseAsync(cancellationToken);
        if (!chosen.TryGet(out var media, out var fault)) return fault;
        var read = await ReadSlotAsync(media, "medium before eject", cancellationToken);
        if (!read.TryGet(out var slot, out fault)) return fault;
        return Observe(media, slot).Inserted ? await EjectSlotAsync(media, cancellationToken) : Acceptance.Plain;
    }

    private static VirtualMediumObservation Observe(MediaLayout media, JsonElement slot)
    {
        var image = slot.Text("Image");
        return new VirtualMediumObservation(media.Slot, image, slot.Flag("Inserted") ?? image is not null);
    }

    private ValueTask<PortResult<JsonElement>> ReadSlotAsync(MediaLayout media, string question, CancellationToken cancellationToken) =>
        explorer.Snapshots.ReadAsync(media.Slot, question, cancellationToken);

    private async ValueTask<PortResult<Acceptance>> RunInsertAsync(MediaLayout media, Uri image, CancellationToken cancellationToken)
    {
        // The standard needs the image only, and some BMCs refuse more. Others want more, and say what: it is added once.
        var sent = await explorer.Client.PostAsync(media.Insert, InsertBody(image, []), cancellationToken);
        if (sent.TryGet(out var reply, out var fault)) return explorer.Client.Accepted(reply);
        if (fault.Kind != FaultKind.Rejected || Wanted(fault) is not { Count: > 0 } wanted) return fault;
        sent = await explorer.Client.PostAsync(media.Insert, InsertBody(image, wanted), cancellationToken);
        return sent.TryGet(out reply, out fault) ? explorer.Client.Accepted(reply) : fault;
    }

    private static List<string> Wanted(Fault fault)
    {
        string[] optional = ["Inserted", "WriteProtected", "TransferProtocolType", "TransferMethod", "UserName", "Password"];
        return [.. optional.Where(name => fault.Diagnostic.Seen.Contains(name, StringComparison.Ordinal))];
    }

    private static byte[] InsertBody(Uri image, List<string> more) => JsonBody.Write(writer =>
    {
        writer.WriteString("Image", image.AbsoluteUri);
        foreach (var name in more)
        {
            if (name is "Inserted" or "WriteProtected") writer.WriteBoolean(name, true);
            else writer.WriteString(name, name switch { "TransferProtocolType" => image.Scheme.ToUpperInvariant(), "TransferMethod" => "Stream", _ => "" });
        }
    });

    private async ValueTask<PortResult<Acceptance>> ChangeSlotAsync(MediaLayout media, Uri image, CancellationToken cancellationToken) =>
        Taken(await explorer.Client.PatchAsync(media.Slot, InsertBody(image, ["Inserted", "WriteProtected"]), cancellationToken));

    private async ValueTask<PortResult<Acceptance>> EjectSlotAsync(MediaLayout media, CancellationToken cancellationToken)
    {
        if (media.Eject.Length > 0) return Taken(await explorer.Client.PostAsync(media.Eject, JsonBody.Empty, cancellationToken));
        var body = JsonBody.Write(writer =>
        {
            writer.WriteNull("Image");
            writer.WriteBoolean("Inserted", false);
        });
        return Taken(await explorer.Client.PatchAsync(media.Slot, body, cancellationToken));
    }

    private PortResult<Acceptance> Taken(PortResult<RedfishReply> sent) =>
        sent.TryGet(out var reply, out var fault) ? explorer.Client.Accepted(reply) : fault;
}
