using System.Globalization;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Model.Imaging;

/// <summary>BM400x to BM401x: the deploy image, the tools it is built with, and the media made from it.</summary>
public static class DeployImageDiagnostics
{
    /// <summary>BM4001.</summary>
    public static readonly DiagnosticDescriptor ToolMissing = DiagnosticDescriptor.Error(
        4001,
        "A program that is needed is not installed",
        "The deploy image and its media are assembled with the distribution's own tools.",
        "Install the package named above (`apt-get install PACKAGE` on Debian and Ubuntu) and run the command again.");

    /// <summary>BM4002.</summary>
    public static readonly DiagnosticDescriptor ToolFailed = DiagnosticDescriptor.Error(
        4002,
        "A program ended with an error",
        "The step it was run for could not be finished; nothing half made was kept.",
        "Read the program's own words above; disk space, permissions and the package mirror are the usual reasons.");

    /// <summary>BM4003.</summary>
    public static readonly DiagnosticDescriptor ToolTimedOut = DiagnosticDescriptor.Error(
        4003,
        "A program did not end in time",
        "It was ended together with its children, so that nothing is left behind.",
        "Look for a slow or unreachable package mirror or a full disk, then run the command again.");

    /// <summary>BM4004.</summary>
    public static readonly DiagnosticDescriptor KernelNotFound = DiagnosticDescriptor.Error(
        4004,
        "No usable kernel was found",
        "The deploy image needs one kernel and its modules of the same version.",
        "Give a folder that holds boot/vmlinuz-VERSION and lib/modules/VERSION of one version (an unpacked Debian kernel package is one).");

    /// <summary>BM4005.</summary>
    public static readonly DiagnosticDescriptor InputMissing = DiagnosticDescriptor.Error(
        4005,
        "A file that the deploy image is made from is missing",
        "Without it the image would not boot.",
        "Install the package or build the program named above, or say where the file is.");

    /// <summary>BM4006.</summary>
    public static readonly DiagnosticDescriptor NotAnEfiProgram = DiagnosticDescriptor.Error(
        4006,
        "A file is not an EFI program that sections can be added to",
        "The deploy image is systemd's EFI stub with a kernel and a ramdisk attached as sections.",
        "Use the stub of the package systemd-boot-efi (linuxx64.efi.stub).");

    /// <summary>BM4007.</summary>
    public static readonly DiagnosticDescriptor ImageAbsent = DiagnosticDescriptor.Error(
        4007,
        "There is no deploy image yet",
        "Machines are provisioned by an agent that they boot from the deploy image.",
        "Run `baremetal agent build`, or say where the image is.");

    /// <summary>BM4008.</summary>
    public static readonly DiagnosticDescriptor ImageDamaged = DiagnosticDescriptor.Error(
        4008,
        "The deploy image is not the one its description names",
        "An image that was changed or cut short is never booted.",
        "Run `baremetal agent build` again.");

    /// <summary>BM4009.</summary>
    public static readonly DiagnosticDescriptor TemplateUnusable = DiagnosticDescriptor.Error(
        4009,
        "The boot medium could not be prepared",
        "The place for the data of each machine was not found exactly once in the medium, so it could not be filled in safely.",
        "Check the versions of mtools, dosfstools and xorriso, and report this with the text above.");

    /// <summary>BM4010.</summary>
    public static readonly DiagnosticDescriptor TicketTooLarge = DiagnosticDescriptor.Error(
        4010,
        "The data for one machine does not fit on its boot medium",
        "The medium reserves a fixed number of bytes for it.",
        "Configure fewer or shorter agent endpoints.");

    /// <summary>All of them.</summary>
    public static ValueArray<DiagnosticDescriptor> All =>
    [
        ToolMissing, ToolFailed, ToolTimedOut, KernelNotFound, InputMissing, NotAnEfiProgram, ImageAbsent, ImageDamaged, TemplateUnusable,
        TicketTooLarge,
    ];

    /// <summary>A program is not there.</summary>
    public static Diagnostic Missing(string program, string package) =>
        ToolMissing.Occurs($"`{program}` is not installed (package {package})", $"No program `{program}` was found in the search path, /usr/sbin or /sbin.");

    /// <summary>A program ended with an exit code other than 0.</summary>
    public static Diagnostic Failed(string program, int exitCode, string lastWords) => ToolFailed.Occurs(
        string.Create(CultureInfo.InvariantCulture, $"`{program}` ended with exit code {exitCode}"),
        lastWords.Length == 0 ? "It said nothing." : lastWords);

    /// <summary>A program went on for too long.</summary>
    public static Diagnostic TimedOut(string program, TimeSpan deadline) => ToolTimedOut.Occurs(
        string.Create(CultureInfo.InvariantCulture, $"`{program}` did not end within {deadline.TotalSeconds:0} s"),
        "It and its children were ended.");

    /// <summary>A folder or a package holds no kernel, or more than one.</summary>
    public static Diagnostic NoKernel(string where, string seen) => KernelNotFound.Occurs($"No usable kernel in {where}", seen);

    /// <summary>An input file is missing.</summary>
    public static Diagnostic NoInput(string what, string file, string from) =>
        InputMissing.Occurs($"{what} is missing ({from})", $"There is no file {file}.");

    /// <summary>The stub is not what it should be.</summary>
    public static Diagnostic NoStub(string file, string seen) => NotAnEfiProgram.Occurs($"{file} cannot be used as EFI stub", seen);

    /// <summary>There is no image in the folder.</summary>
    public static Diagnostic NoImage(string folder, string seen) => ImageAbsent.Occurs($"No deploy image in {folder}", seen);

    /// <summary>The image and its description differ.</summary>
    public static Diagnostic Damaged(string file, string expected, string actual) =>
        ImageDamaged.Occurs($"{file} is damaged", $"Its description says sha256 {expected}; it is {actual}.");

    /// <summary>The template has no place, or more than one place, for the machine's data.</summary>
    public static Diagnostic NoPlace(string seen) => TemplateUnusable.Occurs("The boot medium could not be prepared", seen);

    /// <summary>The machine's data is longer than its place.</summary>
    public static Diagnostic TooLarge(int size, int room) => TicketTooLarge.Occurs(
        string.Create(CultureInfo.InvariantCulture, $"The data for this machine has {size} bytes; {room} fit"),
        string.Create(CultureInfo.InvariantCulture, $"{size} bytes were to be written into a place of {room} bytes."));
}
