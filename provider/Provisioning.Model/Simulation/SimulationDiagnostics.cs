using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Model.Simulation;

/// <summary>BM84xx: the simulated rack.</summary>
public static class SimulationDiagnostics
{
    /// <summary>BM8401.</summary>
    public static readonly DiagnosticDescriptor RackFileUnreadable = DiagnosticDescriptor.Error(
        8401,
        "Rack file cannot be read",
        "The rack is described by one YAML document; nothing was started.",
        "Correct the file; docs/guides/rack.md describes its format.");

    /// <summary>BM8402.</summary>
    public static readonly DiagnosticDescriptor RackFieldInvalid = DiagnosticDescriptor.Error(
        8402,
        "Rack file has a value that does not fit",
        "A rack that differs from what its file says would prove nothing; nothing was started.",
        "Correct the value at the line that is named; docs/guides/rack.md describes every field.");

    /// <summary>BM8403.</summary>
    public static readonly DiagnosticDescriptor RackFieldUnknown = DiagnosticDescriptor.Error(
        8403,
        "Rack file has a field that is not known",
        "A field that is silently ignored is usually a misspelt one; nothing was started.",
        "Correct or remove the field; docs/guides/rack.md describes every field.");

    /// <summary>BM8404.</summary>
    public static readonly DiagnosticDescriptor PersonalityUnknown = DiagnosticDescriptor.Error(
        8404,
        "Personality is not known",
        "A personality says what a simulated BMC looks like; nothing was started.",
        "Use one of the personalities that are named.");

    /// <summary>BM8405.</summary>
    public static readonly DiagnosticDescriptor ServerTwice = DiagnosticDescriptor.Error(
        8405,
        "Two servers of a rack have the same name",
        "Servers of a rack are addressed by name; nothing was started.",
        "Give each server its own name; with `count`, put {n} into the name.");

    /// <summary>BM8406.</summary>
    public static readonly DiagnosticDescriptor CannotListen = DiagnosticDescriptor.Error(
        8406,
        "Rack cannot listen",
        "Each simulated BMC needs its own address and port; nothing was started.",
        "Use `listen: 127.0.0.1` and no `basePort`, so that the system chooses free ports.");

    /// <summary>BM8407.</summary>
    public static readonly DiagnosticDescriptor ProgramMissing = DiagnosticDescriptor.Error(
        8407,
        "A program that virtual machines need is missing",
        "Servers with `machine: qemu` are real QEMU processes with UEFI firmware and a software TPM; nothing was started.",
        "On Debian: apt-get install -y qemu-system-x86 ovmf swtpm swtpm-tools.");

    /// <summary>BM8408.</summary>
    public static readonly DiagnosticDescriptor RackRunning = DiagnosticDescriptor.Error(
        8408,
        "A rack already runs in this state folder",
        "One state folder holds the disks, keys and addresses of one running rack.",
        "Stop it with `baremetal rack down`, or use another state folder.");

    /// <summary>BM8409.</summary>
    public static readonly DiagnosticDescriptor RackNotRunning = DiagnosticDescriptor.Error(
        8409,
        "No rack runs in this state folder",
        "There is nothing to show or to stop.",
        "Start one with `baremetal rack up FILE`, or name the state folder that it uses.");

    /// <summary>BM8410.</summary>
    public static readonly DiagnosticDescriptor MachineFailed = DiagnosticDescriptor.Error(
        8410,
        "A virtual machine could not be started",
        "Its BMC cannot stand for a machine that is not there; the rack was stopped again.",
        "Read the machine's log in the state folder, which is named, and correct what it says.");

    /// <summary>BM8411.</summary>
    public static readonly DiagnosticDescriptor RackDidNotStart = DiagnosticDescriptor.Error(
        8411,
        "The detached rack did not come up in time",
        "What it did start was stopped again.",
        "Read rack.log in the state folder, or run `baremetal rack up` in the foreground.");

    /// <summary>BM8412.</summary>
    public static readonly DiagnosticDescriptor RackRefused = DiagnosticDescriptor.Error(
        8412,
        "The rack did not do what it was asked",
        "A running rack is changed through its control API; nothing was changed by the part that was refused.",
        "Correct the request; docs/guides/rack.md describes what a rack can be asked.");

    /// <summary>BM8413.</summary>
    public static readonly DiagnosticDescriptor StateFolderUnusable = DiagnosticDescriptor.Error(
        8413,
        "The rack's state folder cannot be used",
        "Keys, disks, logs and the addresses of the rack are kept there; nothing was started.",
        "Name a folder that you may write to with --state FOLDER; it is made where it is missing.");

    /// <summary>All of them.</summary>
    public static ValueArray<DiagnosticDescriptor> All =>
    [
        RackFileUnreadable, RackFieldInvalid, RackFieldUnknown, PersonalityUnknown, ServerTwice, CannotListen, ProgramMissing, RackRunning,
        RackNotRunning, MachineFailed, RackDidNotStart, RackRefused, StateFolderUnusable,
    ];

    /// <summary>The file is missing, unreadable, or no YAML mapping.</summary>
    public static Diagnostic Unreadable(string file, string seen) => RackFileUnreadable.Occurs($"Rack file {file} cannot be read", seen);

    /// <summary>A field holds what it cannot hold.</summary>
    public static Diagnostic InvalidValue(AttributePath path, string expected, string seen) =>
        RackFieldInvalid.Occurs($"{path} must be {expected}", seen, path);

    /// <summary>A field that nobody knows.</summary>
    public static Diagnostic UnknownField(AttributePath path, string seen) => RackFieldUnknown.Occurs($"{path} is not a known field", seen, path);

    /// <summary>A BIOS attribute that the personality does not have.</summary>
    public static Diagnostic UnknownBiosAttribute(AttributePath path, string personality, string seen, IEnumerable<string> known) => RackFieldUnknown.Occurs(
        $"{path} is not a BIOS attribute of personality '{personality}'", $"{seen}. Its attributes are {string.Join(", ", known)}.", path);

    /// <summary>A state folder that cannot be made or written.</summary>
    public static Diagnostic FolderUnusable(string folder, string seen) => StateFolderUnusable.Occurs($"The state folder {folder} cannot be used", seen);

    /// <summary>A personality that nobody knows.</summary>
    public static Diagnostic UnknownPersonality(AttributePath path, string name, IEnumerable<string> known) =>
        PersonalityUnknown.Occurs($"No personality is called '{name}'", $"Known are: {string.Join(", ", known)}.", path);

    /// <summary>A name used twice.</summary>
    public static Diagnostic DuplicateServer(AttributePath path, string name) =>
        ServerTwice.Occurs($"Two servers are called '{name}'", $"'{name}' comes a second time.", path);

    /// <summary>A socket that cannot be bound.</summary>
    public static Diagnostic NoListener(string address, string seen) => CannotListen.Occurs($"Cannot listen on {address}", seen);

    /// <summary>A missing program or file.</summary>
    public static Diagnostic MissingProgram(string what) => ProgramMissing.Occurs($"'{what}' was not found", $"Looked for {what}.");

    /// <summary>Another process holds the state folder.</summary>
    public static Diagnostic AlreadyRunning(string stateFolder, int processId) =>
        RackRunning.Occurs("A rack already runs here", $"Process {processId} holds {stateFolder}.");

    /// <summary>No rack here.</summary>
    public static Diagnostic NotRunning(string stateFolder) => RackNotRunning.Occurs("No rack runs here", $"{stateFolder} holds no running rack.");

    /// <summary>A virtual machine that did not start.</summary>
    public static Diagnostic MachineDidNotStart(string server, string seen) => MachineFailed.Occurs($"The machine of '{server}' did not start", seen);

    /// <summary>The control API refused or did not answer.</summary>
    public static Diagnostic ControlFailed(string seen) => RackRefused.Occurs("The rack did not do it", seen);

    /// <summary>A detached rack that said nothing in time.</summary>
    public static Diagnostic DidNotStart(string stateFolder, string seen) => RackDidNotStart.Occurs($"The rack in {stateFolder} did not come up", seen);
}
