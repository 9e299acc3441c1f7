using Provisioning.Agent.Disks;
using Provisioning.Agent.Identities;
using Provisioning.Agent.Machines;
using Provisioning.AgentContract.Disks;
using Provisioning.AgentContract.Tasks;
using Provisioning.Model.Diagnostics;
using AgentDiagnostics = Provisioning.Model.Agents.AgentDiagnostics;

namespace Provisioning.Agent.Tasks;

/// <summary>Finds the one disk that this claim wrote, puts the identity on it, and finishes its marker.</summary>
internal static class IdentityTask
{
    /// <summary>Does the task.</summary>
    /// <exception cref="IOException">A disk failed.</exception>
    public static Outcome<AgentTaskResult.IdentityWritten> Write(MachinePorts ports, AgentTask.WriteIdentity task, DateTimeOffset time)
    {
        var disks = ports.Disks.List();
        var ours = disks.Where(disk => MarkerOf(disk) is { RawSha256: not null } marker && marker.Claim == task.Claim).ToList();
        if (ours.Count != 1) return AgentDiagnostics.NoClaimDisk(ours.Count, disks.Select(disk => disk.Description.ToString()));

        using var access = ours[0].Open(writable: true);
        var outcome = IdentityWriter.Write(access, task.Identity, time);
        if (outcome is not Outcome<IReadOnlyList<string>>.Success { Value: var files })
        {
            return Outcome<AgentTaskResult.IdentityWritten>.Fail(outcome.Diagnostics);
        }

        if (DiskMarkers.Read(access) is { } marker) DiskMarkers.Write(access, marker with { State = MarkerState.Finished });
        return new AgentTaskResult.IdentityWritten(files.Count > 0, [.. files], [.. outcome.Diagnostics.Select(AgentFaults.From)]);
    }

    private static DiskMarker? MarkerOf(IDisk disk)
    {
        using var access = disk.Open(writable: false);
        return DiskMarkers.Read(access);
    }
}
