using Provisioning.Agent.Disks;
using Provisioning.Agent.Machines;
using Provisioning.AgentContract.Disks;
using Provisioning.AgentContract.Tasks;
using Provisioning.Model.Diagnostics;
using AgentDiagnostics = Provisioning.Model.Agents.AgentDiagnostics;

namespace Provisioning.Agent.Imaging;

/// <summary>Decides whether the image may be written and where, before anything is touched; then has it written.</summary>
internal sealed class ImageWriter(MachinePorts ports, HttpClient http, ImageProgress progress, TimeProvider timeProvider)
{
    /// <summary>Does the task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="endpoint">What a relative image address is relative to.</param>
    /// <param name="cancellationToken">Stops it; the disk is then left without anything that boots.</param>
    /// <exception cref="IOException">A disk failed.</exception>
    public async Task<Outcome<AgentTaskResult.ImageWritten>> WriteAsync(
        AgentTask.WriteImage task,
        Uri endpoint,
        CancellationToken cancellationToken)
    {
        var choice = RootDisks.Choose(ports.Disks.List(), task.RootDisk);
        if (choice is not Outcome<IDisk>.Success { Value: var disk })
        {
            return Outcome<AgentTaskResult.ImageWritten>.Fail(choice.Diagnostics);
        }

        using var access = disk.Open(writable: true);
        var marker = DiskMarkers.Read(access);
        if (AlreadyDone(task, disk.Description, marker) is { } before) return before;
        var firstByte = await Task.Run(() => BlankProbe.FirstByte(access, cancellationToken), cancellationToken);
        if (!task.AllowDataLoss && WhatItHolds(task, marker, firstByte) is { } held)
        {
            return AgentDiagnostics.Occupied(disk.Description.Serial, disk.Description.SizeBytes, held);
        }

        var target = new ImageTarget(disk.Description, access, blank: firstByte is null && marker is null);
        if ((task.SizeBytes ?? 0) > target.Room)
        {
            return AgentDiagnostics.TooLarge(task.SizeBytes ?? 0, target.Room, disk.Description.ToString());
        }

        await using var download = new ImageDownload(http, new Uri(endpoint, task.ImageUrl), ports.Log, timeProvider);
        try
        {
            ports.Log.Write($"writing {task.ImageUrl[(task.ImageUrl.LastIndexOf('/') + 1)..]} to {disk.Description}");
            var spoolLimit = ports.Facts.Read().MemoryMiB / 8 * 1024 * 1024;
            return await new ImageTransfer(task, target, download, spoolLimit, progress, timeProvider).RunAsync(cancellationToken);
        }
        catch (ImageUnavailableException refused)
        {
            return AgentDiagnostics.Unavailable(refused.Message);
        }
        catch (Exception damage) when (ImageSource.IsDamage(damage))
        {
            return AgentDiagnostics.Damaged(damage.Message);
        }
    }

    // The marker says what this very task has left here, in an earlier life of the agent.
    private static AgentTaskResult.ImageWritten? AlreadyDone(AgentTask.WriteImage task, DiskDescription disk, DiskMarker? marker) =>
        marker is { State: MarkerState.Finished, RawSha256: { } digest, BytesWritten: { } bytes }
        && marker.TaskId == task.Id
        && marker.Claim == task.Marker.Claim
        && string.Equals(marker.ImageSha256, task.Sha256, StringComparison.OrdinalIgnoreCase)
            ? new AgentTaskResult.ImageWritten(
                disk.Serial,
                disk.Name,
                disk.SizeBytes,
                bytes,
                digest,
                WriteMilliseconds: 0,
                VerifyMilliseconds: 0,
                WithIdentity: task.Identity is not null,
                Warnings: [])
            : null;

    private static string? WhatItHolds(AgentTask.WriteImage task, DiskMarker? marker, long? firstByte) => marker switch
    {
        { State: MarkerState.Unfinished } when marker.Claim == task.Marker.Claim => null,
        { State: MarkerState.Finished } when task.MayRewriteOwn && IsOwn(marker, task.Marker) => null,
        { State: MarkerState.Finished } when marker.Claim == task.Marker.Claim => $"a finished system of this claim (server {marker.ServerName})",
        not null => $"the marker of another claim: server {marker.ServerName} of site {marker.Site}, serial {marker.Serial}",
        null => firstByte is { } at ? $"the first byte that is not zero is at {at}" : null,
    };

    private static bool IsOwn(DiskMarker found, DiskMarker wanted) =>
        found.Claim == wanted.Claim && found.Site == wanted.Site && found.ServerName == wanted.ServerName;
}
