using System.Buffers.Binary;
using Provisioning.AgentContract.Inventories;
using Provisioning.AgentContract.Tasks;
using Provisioning.Imaging.Ledger;
using Provisioning.Model.Agents;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Faults;
using Provisioning.Model.Imaging;
using Provisioning.Model.Inventories;

namespace Provisioning.Imaging.Sessions;

/// <summary>Puts what the agent says into the words of the engine.</summary>
internal static class ResultAnswers
{
    // What a remedy is chosen by. Any other code is one that only an operator can do something about.
    private static readonly Dictionary<DiagnosticCode, FaultKind> Kinds = new()
    {
        [AgentDiagnostics.NoRootDisk.Code] = FaultKind.RootDiskAmbiguous,
        [AgentDiagnostics.SeveralRootDisks.Code] = FaultKind.RootDiskAmbiguous,
        [AgentDiagnostics.DiskOccupied.Code] = FaultKind.DiskOccupied,
        [AgentDiagnostics.DigestMismatch.Code] = FaultKind.DigestMismatch,
        [AgentDiagnostics.DiskDigestMismatch.Code] = FaultKind.DigestMismatch,
        [AgentDiagnostics.ReadBackMismatch.Code] = FaultKind.DiskFailed,
        [AgentDiagnostics.DiskFailed.Code] = FaultKind.DiskFailed,
        [AgentDiagnostics.ImageUnavailable.Code] = FaultKind.Local,
        [AgentDiagnostics.TaskCancelled.Code] = FaultKind.Local,

        // The agent that was attested is gone for good: a new attempt attests anew.
        [MediaDiagnostics.SessionNotAttested.Code] = FaultKind.AgentSilent,
    };

    /// <summary>Whether a result can belong to an order at all.</summary>
    public static bool Fits(OrderKind kind, AgentTaskResult result) => result.Match(
        _ => kind is OrderKind.Identify or OrderKind.Quote,
        _ => kind is OrderKind.Activate,
        _ => kind is OrderKind.WriteImage,
        _ => kind is OrderKind.WriteIdentity,
        _ => kind is OrderKind.Restart,
        _ => true);

    /// <summary>The answer to an order of a kind.</summary>
    public static AgentAnswer Read(OrderKind kind, AgentTaskResult result) => result.Match<AgentAnswer>(
        attested => kind == OrderKind.Identify ? Identified(attested) : Quoted(attested),
        activated => new AgentAnswer.Activated(activated.Secret.ToValueArray()),
        written => new AgentAnswer.Written(new ImageWritten(
            written.DiskSerial, written.DiskSizeBytes, written.BytesWritten, written.RawSha256, written.WriteMilliseconds, written.VerifyMilliseconds)),
        identity => new AgentAnswer.IdentityWritten(identity.Written),
        _ => new AgentAnswer.Completed(),
        failed => failed.Fault.Code == AgentDiagnostics.NoTpm.Code.ToString() ? new AgentAnswer.NoTpm() : Failed(failed.Fault));

    /// <summary>The inventory.</summary>
    public static InBandInventory Read(AgentInventory inventory, string? bootId) => new()
    {
        Uuid = Guid.TryParse(inventory.Uuid, out var uuid) ? uuid : Guid.Empty,
        Serial = inventory.Serial,
        ProcessorCount = inventory.CpuCount,
        MemoryMib = inventory.MemoryMiB,
        Interfaces = inventory.Nics.Select(nic => new NetworkInterface(nic.Name, nic.Mac, nic.SpeedMbps)).ToValueArray(),
        Drives = inventory.Disks
            .Select(disk => new Drive(disk.Name, NullIfEmpty(disk.Serial), NullIfEmpty(disk.Model), disk.SizeBytes, TypeOf(disk.Type)))
            .ToValueArray(),
        TpmPresent = inventory.TpmPresent,
        SecureBoot = inventory.SecureBoot,
        BootId = bootId,
    };

    private static AgentAnswer.Identified Identified(AgentTaskResult.Attested attested) =>
        new(Sized(attested.EkPublic), (attested.EkCertificate ?? []).ToValueArray(), Sized(attested.AkPublic));

    private static AgentAnswer.Quoted Quoted(AgentTaskResult.Attested attested) => new(
        attested.Quoted.ToValueArray(),
        attested.QuoteSignature.ToValueArray(),
        ValueMap<int, string>.From(attested.Pcrs.DistinctBy(pcr => pcr.Index).Select(pcr => KeyValuePair.Create(pcr.Index, pcr.Digest))),
        attested.EventLog.ToValueArray());

    private static AgentAnswer.Failed Failed(AgentFault fault)
    {
        var known = DiagnosticCode.TryParse(fault.Code, out var code) & DiagnosticCatalogue.TryFind(code, out var descriptor);
        var diagnostic = known ? descriptor!.Occurs(fault.Summary, fault.Seen) : MediaDiagnostics.Unknown(fault.Code, fault.Summary, fault.Seen);
        return new AgentAnswer.Failed(new Fault(Kinds.GetValueOrDefault(code, FaultKind.Invalid), diagnostic));
    }

    // TPM2B_PUBLIC is TPMT_PUBLIC with its size before it (TPM 2.0 library, part 2, 12.2.5).
    private static ValueArray<byte> Sized(byte[] structure)
    {
        var sized = new byte[structure.Length + 2];
        BinaryPrimitives.WriteUInt16BigEndian(sized, (ushort)structure.Length);
        structure.CopyTo(sized, 2);
        return sized.ToValueArray();
    }

    private static string? TypeOf(AgentContract.Disks.DiskType type) => type switch
    {
        AgentContract.Disks.DiskType.Nvme => "nvme",
        AgentContract.Disks.DiskType.Ssd => "ssd",
        AgentContract.Disks.DiskType.Hdd => "hdd",
        AgentContract.Disks.DiskType.Virtual => "virtual",
        _ => null,
    };

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
