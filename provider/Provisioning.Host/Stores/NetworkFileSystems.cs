using System.Collections.Frozen;

namespace Provisioning.Host.Stores;

/// <summary>
/// File systems on which neither a lock nor a commit can be relied upon, by the numbers of statfs(2). FUSE is among them because it hides
/// what is behind it, most often a network.
/// </summary>
internal static class NetworkFileSystems
{
    private static readonly FrozenDictionary<uint, string> Names = new Dictionary<uint, string>
    {
        [0x6969] = "NFS",
        [0xFF534D42] = "CIFS",
        [0xFE534D42] = "SMB",
        [0x517B] = "SMB",
        [0x01021997] = "9p",
        [0x65735546] = "FUSE",
        [0x5346414F] = "AFS",
        [0x6B414653] = "AFS",
        [0x00C36400] = "Ceph",
        [0x01161970] = "GFS2",
        [0x0BD00BD0] = "Lustre",
        [0x7461636F] = "OCFS2",
        [0x73757245] = "Coda",
        [0x786F4256] = "a VirtualBox share",
        [0xAAD7AAEA] = "PanFS",
        [0x47504653] = "GPFS",
        [0x19830326] = "BeeGFS",
    }.ToFrozenDictionary();

    /// <summary>The name of the network file system that a path lies on; null where it is a local one, or the path does not exist.</summary>
    public static string? NameAt(string path) => NativeFiles.FileSystem(path) is { } type ? NameOf(type) : null;

    /// <summary>The name of a file system's type; null where it is a local one.</summary>
    public static string? NameOf(long type) => Names.GetValueOrDefault(unchecked((uint)type));
}
