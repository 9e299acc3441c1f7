using System.Globalization;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Model.Agents;

/// <summary>BM42xx: what the agent in the deploy image refuses or fails at.</summary>
public static class AgentDiagnostics
{
    /// <summary>BM4201.</summary>
    public static readonly DiagnosticDescriptor NoRootDisk = DiagnosticDescriptor.Error(
        4201,
        "No disk fits the root disk hints",
        "The agent never guesses which disk to write.",
        "Compare the hints of `os.root_disk` with the disks listed above, and correct the hints or the machine.");

    /// <summary>BM4202.</summary>
    public static readonly DiagnosticDescriptor SeveralRootDisks = DiagnosticDescriptor.Error(
        4202,
        "More than one disk fits the root disk hints",
        "The agent never guesses which disk to write.",
        "Add a hint that only one of the disks listed above meets; `serial` always does.");

    /// <summary>BM4203.</summary>
    public static readonly DiagnosticDescriptor DiskOccupied = DiagnosticDescriptor.Error(
        4203,
        "The root disk holds data",
        "Only a blank disk, or one that this claim began to write, is written. Nothing was changed.",
        "If the data may go, set `allow = { data_loss = true }`; otherwise erase the disk yourself, or choose another one by hints.");

    /// <summary>BM4204.</summary>
    public static readonly DiagnosticDescriptor ImageTooLarge = DiagnosticDescriptor.Error(
        4204,
        "The image is larger than the root disk",
        "An image that is cut off does not boot. The last MiB of the disk is kept for the marker and the backup partition table.",
        "Choose a larger disk by `os.root_disk.min_size_gib`, or a smaller image.");

    /// <summary>BM4205.</summary>
    public static readonly DiagnosticDescriptor DigestMismatch = DiagnosticDescriptor.Error(
        4205,
        "The image file's digest does not match",
        "The file is not the one that was meant: damaged on its way, or replaced. The disk was left without anything that boots.",
        "Compare `os_image.sha256` with the file as it is stored; if they agree there, look at the network between.");

    /// <summary>BM4206.</summary>
    public static readonly DiagnosticDescriptor DiskDigestMismatch = DiagnosticDescriptor.Error(
        4206,
        "The unpacked image's digest or size does not match",
        "The file is the one that was meant, but it does not unpack to what the image says of itself. The disk was left without anything that boots.",
        "Correct `os_image.disk_sha256`, or build the image again.");

    /// <summary>BM4207.</summary>
    public static readonly DiagnosticDescriptor ReadBackMismatch = DiagnosticDescriptor.Error(
        4207,
        "The disk does not hold what was written to it",
        "Reading back gave other bytes than were written: the disk, its controller or memory is failing. Nothing that boots was left on it.",
        "Replace the disk, or choose another one by hints.");

    /// <summary>BM4208.</summary>
    public static readonly DiagnosticDescriptor ImageUnavailable = DiagnosticDescriptor.Error(
        4208,
        "The image cannot be fetched",
        "The server answered, and refused.",
        "Look at the engine's log for the request; the image may have been removed while the machine was booting.");

    /// <summary>BM4209.</summary>
    public static readonly DiagnosticDescriptor ImageDamaged = DiagnosticDescriptor.Error(
        4209,
        "The image cannot be unpacked",
        "Its compression is seen from its content (none, gzip or Zstandard); it is damaged, or packed some other way. The disk was left without anything that boots.",
        "Check the file with its own tool (`zstd -t`, `gzip -t`), and pack it with one of the two, or with none.");

    /// <summary>BM4210.</summary>
    public static readonly DiagnosticDescriptor DiskFailed = DiagnosticDescriptor.Error(
        4210,
        "A disk failed",
        "Reading or writing gave an error of the device.",
        "Look at the machine's event log and the disk's health; replace the disk if it repeats.");

    /// <summary>BM4211.</summary>
    public static readonly DiagnosticDescriptor NoIdentityPartition = DiagnosticDescriptor.Warning(
        4211,
        "The image has no place for an identity",
        "Host name, user data and the way to report in are written into a FAT partition labelled CIDATA; this image has none.",
        "Add such a partition to the image (8 MiB are plenty), or bake in what the system needs.");

    /// <summary>BM4212.</summary>
    public static readonly DiagnosticDescriptor IdentityNotWritten = DiagnosticDescriptor.Error(
        4212,
        "The identity cannot be written",
        "The image's CIDATA partition is damaged or full.",
        "Make the partition larger, or build the image again.");

    /// <summary>BM4213.</summary>
    public static readonly DiagnosticDescriptor ClaimDiskMissing = DiagnosticDescriptor.Error(
        4213,
        "No single disk bears this claim's marker",
        "The identity goes to the disk that this claim wrote, and to no other.",
        "Write the image first; if two disks bear the marker, erase the one that is not meant.");

    /// <summary>BM4214.</summary>
    public static readonly DiagnosticDescriptor BlockSizeMismatch = DiagnosticDescriptor.Error(
        4214,
        "The image's partition table is for another block size",
        "A GPT made for 512-byte blocks is not found on a disk with 4096-byte blocks, and the other way round: it would not boot. Nothing was changed.",
        "Build the image for the disk's block size, or format the NVMe namespace to 512-byte blocks.");

    /// <summary>BM4215.</summary>
    public static readonly DiagnosticDescriptor NoTpm = DiagnosticDescriptor.Error(
        4215,
        "The machine shows no TPM 2.0",
        "A quote was asked for.",
        "Switch the TPM on in the firmware's settings, or do without attestation for this machine.");

    /// <summary>BM4216.</summary>
    public static readonly DiagnosticDescriptor TaskNotUnderstood = DiagnosticDescriptor.Error(
        4216,
        "The agent does not understand its task",
        "The deploy image is older than the engine.",
        "Build the deploy image again with this version: `baremetal agent build`.");

    /// <summary>BM4217.</summary>
    public static readonly DiagnosticDescriptor TaskCancelled = DiagnosticDescriptor.Error(
        4217,
        "The task was cancelled",
        "The engine asked the agent to stop. The disk was left without anything that boots.",
        "Apply again: the claim's unfinished disk is written anew.");

    /// <summary>BM4218.</summary>
    public static readonly DiagnosticDescriptor TicketUnreadable = DiagnosticDescriptor.Error(
        4218,
        "The medium carries no readable ticket",
        "Without it the agent does not know its engine.",
        "Let the engine compose the medium; a deploy image started by hand has nothing to do.");

    /// <summary>All of them.</summary>
    public static ValueArray<DiagnosticDescriptor> All =>
    [
        NoRootDisk, SeveralRootDisks, DiskOccupied, ImageTooLarge, DigestMismatch, DiskDigestMismatch, ReadBackMismatch, ImageUnavailable,
        ImageDamaged, DiskFailed, NoIdentityPartition, IdentityNotWritten, ClaimDiskMissing, BlockSizeMismatch, NoTpm, TaskNotUnderstood,
        TaskCancelled, TicketUnreadable,
    ];

    /// <summary>No disk fits.</summary>
    /// <param name="hints">The hints, in words.</param>
    /// <param name="disks">Each disk and which hint it fails.</param>
    public static Diagnostic NoDiskFits(string hints, IEnumerable<string> disks) =>
        NoRootDisk.Occurs($"No disk fits {hints}", Lines("Disks:", disks), RootDiskPath);

    /// <summary>Several disks fit.</summary>
    /// <param name="hints">The hints, in words.</param>
    /// <param name="disks">The disks that fit.</param>
    public static Diagnostic SeveralDisksFit(string hints, IEnumerable<string> disks) =>
        SeveralRootDisks.Occurs($"More than one disk fits {hints}", Lines("Candidates:", disks), RootDiskPath);

    /// <summary>The disk is not blank.</summary>
    /// <param name="serial">The disk's serial number.</param>
    /// <param name="sizeBytes">Its size.</param>
    /// <param name="holds">What was found on it.</param>
    public static Diagnostic Occupied(string serial, long sizeBytes, string holds) =>
        DiskOccupied.Occurs(Invariant($"The disk with serial {serial} ({sizeBytes} bytes) holds data"), holds, AttributePath.Of("allow", "data_loss"));

    /// <summary>The image does not fit.</summary>
    /// <param name="imageBytes">Size of the image, or how far it was read when its size is not known.</param>
    /// <param name="usableBytes">What the disk has for it.</param>
    /// <param name="disk">The disk.</param>
    public static Diagnostic TooLarge(long imageBytes, long usableBytes, string disk) => ImageTooLarge.Occurs(
        Invariant($"The image has at least {imageBytes} bytes, the disk has room for {usableBytes}"),
        disk,
        AttributePath.Of("os", "image"));

    /// <summary>The stored file is another one.</summary>
    public static Diagnostic OtherFile(string expected, string seen, long bytes) =>
        DigestMismatch.Occurs("The image file's SHA-256 does not match", Invariant($"expected {expected}\nreceived {seen} over {bytes} bytes"), ImagePath);

    /// <summary>The raw image is another one.</summary>
    public static Diagnostic OtherDisk(string expected, string seen) =>
        DiskDigestMismatch.Occurs("The unpacked image is not the one that was meant", $"expected {expected}\nunpacked {seen}", ImagePath);

    /// <summary>Read-back found other bytes.</summary>
    public static Diagnostic ReadBackDiffers(string disk, string expected, string seen) =>
        ReadBackMismatch.Occurs("The disk does not hold what was written to it", $"{disk}\nwritten {expected}\nread back {seen}");

    /// <summary>The image server refused.</summary>
    public static Diagnostic Unavailable(string answer) => ImageUnavailable.Occurs("The image cannot be fetched", answer, ImagePath);

    /// <summary>The image does not unpack.</summary>
    public static Diagnostic Damaged(string reason) => ImageDamaged.Occurs("The image cannot be unpacked", reason, ImagePath);

    /// <summary>An input/output error.</summary>
    public static Diagnostic Failed(string doing, string reason) => DiskFailed.Occurs($"A disk failed while {doing}", reason);

    /// <summary>No CIDATA.</summary>
    public static Diagnostic NoPlaceForIdentity(string partitions) =>
        NoIdentityPartition.Occurs("The image has no FAT partition labelled CIDATA", partitions, ImagePath);

    /// <summary>CIDATA is broken or full.</summary>
    public static Diagnostic IdentityFailed(string reason) => IdentityNotWritten.Occurs("The identity cannot be written", reason, ImagePath);

    /// <summary>Not exactly one disk bears the marker.</summary>
    public static Diagnostic NoClaimDisk(int found, IEnumerable<string> disks) =>
        ClaimDiskMissing.Occurs(Invariant($"{found} disks bear this claim's marker"), Lines("Disks:", disks));

    /// <summary>GPT for another block size.</summary>
    public static Diagnostic OtherBlockSize(int image, int disk) => BlockSizeMismatch.Occurs(
        Invariant($"The image's partition table is for blocks of {image} bytes, the disk has {disk}"),
        "",
        ImagePath);

    /// <summary>No TPM.</summary>
    public static Diagnostic TpmMissing() => NoTpm.Occurs("The machine shows no TPM 2.0", "");

    /// <summary>Unknown task.</summary>
    public static Diagnostic NotUnderstood(string kind) => TaskNotUnderstood.Occurs("The agent does not understand its task", $"kind: {kind}");

    /// <summary>Cancelled.</summary>
    public static Diagnostic Cancelled() => TaskCancelled.Occurs("The task was cancelled by the engine", "");

    /// <summary>No ticket.</summary>
    public static Diagnostic NoTicket(string path) => TicketUnreadable.Occurs("The medium carries no readable ticket", path);

    private static AttributePath RootDiskPath => AttributePath.Of("os", "root_disk");

    private static AttributePath ImagePath => AttributePath.Of("os", "image");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Lines(string first, IEnumerable<string> rest)
    {
        var lines = rest.ToList();
        return lines.Count == 0 ? $"{first} none" : string.Join('\n', lines.Select(line => $"- {line}").Prepend(first));
    }
}
