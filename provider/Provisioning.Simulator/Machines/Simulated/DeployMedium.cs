using Provisioning.AgentContract.Sessions;
using Provisioning.Simulator.Machines.Media;

namespace Provisioning.Simulator.Machines.Simulated;

/// <summary>Finds on a deploy medium what is meant for this machine, where firmware and boot stub look for it.</summary>
internal static class DeployMedium
{
    private static readonly string[] BootFile = ["EFI", "BOOT", "BOOTX64.EFI"];
    private static readonly string[] TicketFile = ["EFI", "BOOT", "BOOTX64.EFI.extra.d", AgentTicket.FileName];

    /// <summary>The ticket; null with a reason when the medium does not boot or bears none.</summary>
    public static async Task<(AgentTicket? Ticket, string Seen)> ReadTicketAsync(RemoteImage image, CancellationToken cancellationToken)
    {
        var reader = new ImageReader(image);
        if (await BootCatalog.FindEfiImageAsync(reader, cancellationToken) is not { } start) return (null, "the medium has no EFI boot image");
        if (await FatImage.OpenAsync(reader, start, cancellationToken) is not { } fat) return (null, "the medium's boot image is no FAT volume");
        if (await fat.ReadFileAsync(TicketFile, cancellationToken) is not { } bytes)
        {
            return (null, $"the medium has no {string.Join('/', TicketFile)} beside {string.Join('/', BootFile)}");
        }

        return AgentTicket.TryRead(bytes) is { } ticket ? (ticket, "") : (null, $"{AgentTicket.FileName} on the medium is not a ticket");
    }
}
