using System.Security.Cryptography;
using System.Text;
using Provisioning.AgentContract.Disks;
using Provisioning.AgentContract.Identities;
using Provisioning.AgentContract.Tasks;
using Provisioning.Imaging.Ledger;
using Provisioning.Model.Agents;

namespace Provisioning.Imaging.Sessions;

/// <summary>Puts the engine's orders into the words of the agent's contract.</summary>
internal static class OrderTasks
{
    private const string Bank = "sha256";
    private const int LongestId = 100;
    private const int NonceSize = 20;

    /// <summary>What an order asks for.</summary>
    public static OrderKind KindOf(AgentOrder order) => order.Match(
        _ => OrderKind.Identify, _ => OrderKind.Activate, _ => OrderKind.Quote, _ => OrderKind.WriteImage, _ => OrderKind.WriteIdentity, _ => OrderKind.Restart);

    /// <summary>An id that the contract allows: the order's own where it does, else one made from it.</summary>
    public static string TaskId(string orderId)
    {
        var allowed = new string(orderId.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '.').ToArray());
        if (allowed == orderId && allowed.Length <= LongestId) return orderId;
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(orderId)))[..12];
        return $"{allowed[..Math.Min(allowed.Length, LongestId - 13)]}.{digest}";
    }

    /// <summary>The task for an order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="sequence">Its sequence.</param>
    /// <param name="claim">The claim of the attempt.</param>
    /// <param name="akName">The name of the attestation key that the agent showed before; empty when it has shown none.</param>
    /// <param name="agentPath">Turns a URL of ours into a path that the agent finds below whichever endpoint it uses.</param>
    /// <param name="phoneHomeUrls">All addresses of a phone-home ticket.</param>
    public static AgentTask Make(
        AgentOrder order, long sequence, string claim, byte[] akName, Func<Uri, string> agentPath, Func<Uri, string[]> phoneHomeUrls)
    {
        var id = TaskId(order.Id);
        return order.Match<AgentTask>(
            identify => new AgentTask.Attest(id, sequence, RandomNumberGenerator.GetBytes(NonceSize), [0, 1, 2, 3, 4, 5, 6, 7], Bank),
            activate => new AgentTask.Activate(id, sequence, activate.CredentialBlob.ToArray(), activate.EncryptedSecret.ToArray(), akName),
            quote => new AgentTask.Attest(id, sequence, quote.Nonce.ToArray(), quote.Pcrs.ToArray(), Bank),
            write => Write(id, sequence, write.Write, agentPath),
            identity => new AgentTask.WriteIdentity(id, sequence, claim, Identity(identity.Identity, phoneHomeUrls)),
            _ => new AgentTask.Reboot(id, sequence));
    }

    private static AgentTask.WriteImage Write(string id, long sequence, ImageWrite write, Func<Uri, string> agentPath)
    {
        var compression = CompressionOf(write.Compression);
        return new AgentTask.WriteImage(
            id,
            sequence,
            agentPath(write.Source),
            write.Sha256,
            compression,
            new RootDiskHints(
                write.RootDisk.MinSizeGib, write.RootDisk.MaxSizeGib, TypeOf(write.RootDisk.Type), write.RootDisk.Serial, write.RootDisk.Wwn, write.RootDisk.Model),
            write.AllowDataLoss,
            new AgentContract.Disks.DiskMarker(
                write.Marker.Site, write.Marker.ServerName, write.Marker.Uuid.ToString("D"), write.Marker.Serial, write.Marker.Claim.Text),
            write.DiskSha256,
            compression == ImageCompression.None ? write.SizeBytes : null,
            MayRewriteOwn: write.MayRewriteOwn);
    }

    private static AgentContract.Identities.MachineIdentity Identity(Model.Agents.MachineIdentity identity, Func<Uri, string[]> phoneHomeUrls) => new(
        identity.InstanceId,
        identity.Hostname,
        identity.UserData?.Reveal(),
        identity.NetworkConfig,
        new PhoneHomeSeed(phoneHomeUrls(identity.PhoneHome.Url), identity.PhoneHome.AuthoritiesPem, identity.InstanceId, identity.Hostname));

    private static ImageCompression CompressionOf(string text) => text switch
    {
        "none" => ImageCompression.None,
        "gz" => ImageCompression.Gzip,
        "zst" => ImageCompression.Zstandard,
        _ => throw new ArgumentException($"The image store never says `{text}`.", nameof(text)),
    };

    // Model.Imaging says which words there are; another one is refused at plan.
    private static DiskType? TypeOf(string? text) => text switch
    {
        null => null,
        "nvme" => DiskType.Nvme,
        "ssd" => DiskType.Ssd,
        "hdd" => DiskType.Hdd,
        "virtual" => DiskType.Virtual,
        _ => throw new ArgumentException($"`{text}` is no type of disk.", nameof(text)),
    };
}
