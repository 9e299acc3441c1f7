using System.Text.Json.Serialization;

namespace Provisioning.AgentContract.Disks;

/// <summary>What a disk is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DiskType>))]
public enum DiskType
{
    /// <summary>NVMe.</summary>
    [JsonStringEnumMemberName("nvme")]
    Nvme = 1,

    /// <summary>Not rotating, behind SATA or SAS.</summary>
    [JsonStringEnumMemberName("ssd")]
    Ssd = 2,

    /// <summary>Rotating.</summary>
    [JsonStringEnumMemberName("hdd")]
    Hdd = 3,

    /// <summary>A virtual machine's.</summary>
    [JsonStringEnumMemberName("virtual")]
    Virtual = 4,
}
