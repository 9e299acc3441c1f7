namespace Provisioning.AgentContract.Identities;

/// <summary>What the installed system says when it reports in. What it does not know it leaves out: 0, empty or no items.</summary>
/// <param name="InstanceId">From <see cref="PhoneHomeSeed"/>.</param>
/// <param name="Hostname">The host name that it runs under.</param>
/// <param name="Uuid">System UUID.</param>
/// <param name="Serial">System serial number.</param>
/// <param name="CpuCount">Logical processors.</param>
/// <param name="MemoryMiB">Memory in MiB.</param>
/// <param name="Disks">Its disks.</param>
/// <param name="Nics">Its network interfaces.</param>
public sealed record PhoneHome(
    string InstanceId,
    string Hostname,
    string Uuid,
    string Serial,
    int CpuCount = 0,
    long MemoryMiB = 0,
    PhoneHomeDisk[]? Disks = null,
    PhoneHomeNic[]? Nics = null);
