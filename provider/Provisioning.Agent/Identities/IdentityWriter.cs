using Provisioning.Agent.Machines;
using Provisioning.Agent.Partitioning;
using Provisioning.AgentContract.Identities;
using Provisioning.Model.Diagnostics;
using AgentDiagnostics = Provisioning.Model.Agents.AgentDiagnostics;

namespace Provisioning.Agent.Identities;

/// <summary>Puts an identity into the image's FAT partition labelled CIDATA.</summary>
internal static class IdentityWriter
{
    private const string Label = "CIDATA";
    private const int HeadBytes = 1024 * 1024;

    /// <summary>Writes the files; a value of no files, with a warning when there was something to say, when the image has no place for them.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public static Outcome<IReadOnlyList<string>> Write(IDiskAccess disk, MachineIdentity identity, DateTimeOffset time)
    {
        var partitions = Partitions(disk);
        if (partitions.Select(partition => OpenCidata(disk, partition)).FirstOrDefault(volume => volume is not null) is not { } volume)
        {
            var somethingToSay = (identity.UserData ?? identity.NetworkConfig) is not null || identity.PhoneHome is not null;
            var names = string.Join(", ", partitions.Select(partition => $"{partition.Number}:{partition.Name}"));
            var seen = partitions.Count == 0 ? "no GUID partition table" : $"partitions {names}";
            return new Outcome<IReadOnlyList<string>>.Success([], somethingToSay ? [AgentDiagnostics.NoPlaceForIdentity(seen)] : []);
        }

        var written = new List<string>();
        foreach (var (name, content) in NoCloudFiles.Of(identity))
        {
            if (content is null)
            {
                volume.Delete(name);
            }
            else if (volume.TryWrite(name, content, time))
            {
                written.Add(name);
            }
            else
            {
                return AgentDiagnostics.IdentityFailed($"no room for {name} ({content.Length} bytes)");
            }
        }

        volume.Save();
        return new Outcome<IReadOnlyList<string>>.Success(written, []);
    }

    /// <summary>The files of the disk's identity partition that exist, by name; null when the disk has no such partition.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public static FatVolume? Open(IDiskAccess disk) =>
        Partitions(disk).Select(partition => OpenCidata(disk, partition)).FirstOrDefault(volume => volume is not null);

    private static IReadOnlyList<GptPartition> Partitions(IDiskAccess disk)
    {
        var head = new byte[Math.Min(HeadBytes, disk.SizeBytes)];
        disk.Read(0, head);
        return GptHead.Find(head)?.Partitions() ?? [];
    }

    private static FatVolume? OpenCidata(IDiskAccess disk, GptPartition partition) =>
        FatVolume.Open(disk, partition.Offset, partition.Length) is { } volume
        && (IsLabel(volume.Label) || IsLabel(partition.Name)) ? volume : null;

    private static bool IsLabel(string text) => string.Equals(text, Label, StringComparison.OrdinalIgnoreCase);
}
