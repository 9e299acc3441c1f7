using System.Text.Json.Serialization;

namespace Provisioning.AgentContract.Disks;

/// <summary>How far a disk is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MarkerState>))]
public enum MarkerState
{
    /// <summary>Being written: the claim may write it again.</summary>
    [JsonStringEnumMemberName("unfinished")]
    Unfinished = 1,

    /// <summary>Written, read back, and its identity is in place: it holds a system that nobody may overwrite without leave (<see cref="Tasks.AgentTask.WriteImage"/>).</summary>
    [JsonStringEnumMemberName("finished")]
    Finished = 2,
}
