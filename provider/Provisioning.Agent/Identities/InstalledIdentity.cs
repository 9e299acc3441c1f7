using Provisioning.Agent.Machines;
using Provisioning.AgentContract.Identities;

namespace Provisioning.Agent.Identities;

/// <summary>Reads what was installed on a disk, as the installed system would: for simulated machines that "boot" it.</summary>
public static class InstalledIdentity
{
    /// <summary>The phone-home seed on the disk's identity partition; null when there is none.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public static PhoneHomeSeed? ReadPhoneHome(IDisk disk) =>
        ReadFile(disk, PhoneHomeSeed.FileName) is { } bytes ? PhoneHomeSeed.TryRead(bytes) : null;

    /// <summary>A file of the disk's identity partition; null when there is none.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public static byte[]? ReadFile(IDisk disk, string name)
    {
        ArgumentNullException.ThrowIfNull(disk);
        using var access = disk.Open(writable: false);
        return IdentityWriter.Open(access)?.Read(name);
    }
}
