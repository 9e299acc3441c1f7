using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Model.Hosting;

/// <summary>BM81xx: the engine process and the way to it.</summary>
public static class EngineProcessDiagnostics
{
    /// <summary>BM8101.</summary>
    public static readonly DiagnosticDescriptor EngineUnreachable = DiagnosticDescriptor.Error(
        8101,
        "The engine cannot be reached",
        "Every command works through the engine process of its store, which is started when none runs.",
        "Look into engine.log in the store's folder, see `baremetal engine status`, and run the command again.");

    /// <summary>BM8102.</summary>
    public static readonly DiagnosticDescriptor ConnectionLost = DiagnosticDescriptor.Error(
        8102,
        "The connection to the engine was lost",
        "What had been committed is in the journal; if the engine lives, the operation goes on, otherwise it resumes with the next command.",
        "Run the same command again: it joins or resumes the operation. `baremetal history` says what was done.");

    /// <summary>BM8103.</summary>
    public static readonly DiagnosticDescriptor OtherMajorVersion = DiagnosticDescriptor.Error(
        8103,
        "The engine is of another major version",
        "Engine and command do not understand each other; only status, explain, hold, unhold and cancel work between them.",
        "Use the program that belongs to the engine, or `baremetal engine stop` once it is idle; the next command starts its own.");

    /// <summary>BM8104.</summary>
    public static readonly DiagnosticDescriptor ForeignPeer = DiagnosticDescriptor.Error(
        8104,
        "Another user is at the other end of the engine's socket",
        "Logins are sent over this socket, so each end talks only to its own user or root.",
        "Run the command as the user who owns the store, or use another state folder.");

    /// <summary>BM8105.</summary>
    public static readonly DiagnosticDescriptor NotUnderstood = DiagnosticDescriptor.Error(
        8105,
        "A message between door and engine was not understood",
        "One of the two is newer and says something that the other does not know.",
        "Use the same version at both ends: `baremetal engine stop`, then run the command again.");

    /// <summary>BM8106.</summary>
    public static readonly DiagnosticDescriptor FolderNotPrivate = DiagnosticDescriptor.Error(
        8106,
        "A folder of the engine is not private",
        "Whoever can write to the folder of the socket or of the store could take the engine's place and read logins.",
        "Make the folder belong to you alone (chmod 700), or remove it; the engine makes it anew.");

    /// <summary>BM8107.</summary>
    public static readonly DiagnosticDescriptor StoreReplaced = DiagnosticDescriptor.Error(
        8107,
        "The store was removed or replaced under the running engine",
        "Another engine may hold a store of the same name by now; this one has stopped before it wrote to another BMC.",
        "Restore the store's folder if it was removed by mistake, and run the command again.");

    /// <summary>BM8108.</summary>
    public static readonly DiagnosticDescriptor SocketPathTooLong = DiagnosticDescriptor.Error(
        8108,
        "The path of the engine's socket is too long",
        "The system allows 107 bytes for the path of a socket.",
        "Set XDG_RUNTIME_DIR to a folder with a shorter path.");

    /// <summary>BM8109.</summary>
    public static readonly DiagnosticDescriptor StoreOnNetwork = DiagnosticDescriptor.Error(
        8109,
        "The store lies on a network file system",
        "Locks and commits are not reliable there, and two engines could work on the same machines.",
        "Set BAREMETAL_STATE to a folder on a local disk; a team works on one machine that keeps the store.");

    /// <summary>BM8110.</summary>
    public static readonly DiagnosticDescriptor StoreOnRunner = DiagnosticDescriptor.Warning(
        8110,
        "The store lies on a CI runner",
        "When the runner is thrown away, so are the journal and the receipts, and the engine dies with its job.",
        "Use a runner that stays, with BAREMETAL_STATE on its local disk.");

    /// <summary>BM8111.</summary>
    public static readonly DiagnosticDescriptor StoreNotWritable = DiagnosticDescriptor.Error(
        8111,
        "The store cannot be written",
        "Nothing is done to a machine before it is in the journal.",
        "Free space on the disk of the state folder, or give its owner the right to write, and run the command again.");

    /// <summary>BM8113.</summary>
    public static readonly DiagnosticDescriptor NoSuchOperation = DiagnosticDescriptor.Error(
        8113,
        "There is no such operation",
        "The engine knows the operations that run and those that ended lately; older ones are in the history.",
        "See `baremetal operations list` and `baremetal history`.");

    /// <summary>BM8114.</summary>
    public static readonly DiagnosticDescriptor EngineBusy = DiagnosticDescriptor.Error(
        8114,
        "The engine is busy",
        "It does not leave while operations run, unless it is told to cancel them.",
        "Wait, or use `baremetal engine stop --cancel`: each running step stops in the way that is safe for it.");

    /// <summary>BM8115.</summary>
    public static readonly DiagnosticDescriptor Cancelled = DiagnosticDescriptor.Error(
        8115,
        "Cancelled",
        "The call was cancelled from your side before its result was there; a step that cannot be stopped goes on to its end.",
        "Run the command again to go on; `baremetal status` shows what still runs.");

    /// <summary>BM8116.</summary>
    public static readonly DiagnosticDescriptor BadSiteName = DiagnosticDescriptor.Error(
        8116,
        "A site's name cannot be used",
        "The name is also the name of the store's folder.",
        "Use up to 64 letters, digits, '-', '_' and '.', beginning with a letter or digit.");

    /// <summary>BM8117.</summary>
    public static readonly DiagnosticDescriptor NoStateFolder = DiagnosticDescriptor.Error(
        8117,
        "No state folder is known",
        "The store needs a place of its own that outlives the command.",
        "Set BAREMETAL_STATE, XDG_STATE_HOME or HOME.");

    /// <summary>BM8118.</summary>
    public static readonly DiagnosticDescriptor NoLocalEngine = DiagnosticDescriptor.Error(
        8118,
        "A local engine cannot run on this system",
        "Starting a detached engine and checking who is at its socket is done for Linux only.",
        "Run the engine on a Linux machine.");

    /// <summary>BM8119.</summary>
    public static readonly DiagnosticDescriptor CallNotOffered = DiagnosticDescriptor.Error(
        8119,
        "The engine is older and does not offer this",
        "An engine that works is not replaced by a newer program; this call came later than it.",
        "Wait until the engine is idle, use `baremetal engine stop`, and run the command again.");

    /// <summary>All of them.</summary>
    public static ValueArray<DiagnosticDescriptor> All =>
    [
        EngineUnreachable, ConnectionLost, OtherMajorVersion, ForeignPeer, NotUnderstood, FolderNotPrivate, StoreReplaced,
        SocketPathTooLong, StoreOnNetwork, StoreOnRunner, StoreNotWritable, NoSuchOperation, EngineBusy, Cancelled,
        BadSiteName, NoStateFolder, NoLocalEngine, CallNotOffered,
    ];

    /// <summary>No engine answered in time.</summary>
    public static Diagnostic Unreachable(string storeFolder, string seen) =>
        EngineUnreachable.Occurs($"The engine of {storeFolder} cannot be reached", seen);

    /// <summary>The connection broke in the middle of a call.</summary>
    public static Diagnostic Lost(string call, string? operationId, string seen) => ConnectionLost.Occurs(
        operationId is null
            ? $"The connection to the engine was lost during {call}"
            : $"The connection to the engine was lost during {call} (operation {operationId})",
        seen);

    /// <summary>The engine speaks another major version.</summary>
    public static Diagnostic OtherMajor(string engine, string door) => OtherMajorVersion.Occurs(
        $"The engine speaks API {engine}, this program {door}", $"API {engine} at the engine, {door} here.");

    /// <summary>The peer is another user.</summary>
    public static Diagnostic Foreign(string socketPath, uint peer, uint own) => ForeignPeer.Occurs(
        $"User {peer} is at the other end of {socketPath}", $"Expected user {own} or root.");

    /// <summary>A message was not understood.</summary>
    public static Diagnostic Misunderstood(string call, string seen) => NotUnderstood.Occurs($"{call} was not understood", seen);

    /// <summary>A folder is open to others.</summary>
    public static Diagnostic NotPrivate(string folder, string seen) => FolderNotPrivate.Occurs($"{folder} is not private", seen);

    /// <summary>The lock file is gone or another one.</summary>
    public static Diagnostic Replaced(string storeFolder, string seen) =>
        StoreReplaced.Occurs($"The store {storeFolder} was removed or replaced under the running engine", seen);

    /// <summary>The path does not fit.</summary>
    public static Diagnostic PathTooLong(string path, int bytes) =>
        SocketPathTooLong.Occurs("The path of the engine's socket is too long", $"{path}: {bytes} bytes.");

    /// <summary>The store is on a network file system.</summary>
    public static Diagnostic OnNetwork(string storeFolder, string fileSystem) =>
        StoreOnNetwork.Occurs($"The store {storeFolder} lies on a network file system", $"The file system is {fileSystem}.");

    /// <summary>The store is on a runner.</summary>
    public static Diagnostic OnRunner(string storeFolder) =>
        StoreOnRunner.Occurs("The store lies on a CI runner", $"CI is set in the environment; the store is {storeFolder}.");

    /// <summary>The store cannot be written.</summary>
    public static Diagnostic NotWritable(string storeFolder, string seen) =>
        StoreNotWritable.Occurs($"The store {storeFolder} cannot be written", seen);

    /// <summary>An id that nobody knows.</summary>
    public static Diagnostic UnknownOperation(string operationId) =>
        NoSuchOperation.Occurs($"There is no operation {operationId}", "The engine does not know this id.");

    /// <summary>Operations run.</summary>
    public static Diagnostic Busy(int running) =>
        EngineBusy.Occurs("The engine is busy", running == 1 ? "One operation runs." : $"{running} operations run.");

    /// <summary>The caller gave up.</summary>
    public static Diagnostic WasCancelled(string call, string? operationId, string seen) => Cancelled.Occurs(
        operationId is null ? $"{call} was cancelled" : $"{call} was cancelled (operation {operationId})", seen);

    /// <summary>A site's name that is no folder name.</summary>
    public static Diagnostic SiteName(string name) => BadSiteName.Occurs("The site's name cannot be used", $"The name is '{name}'.");

    /// <summary>Nothing says where the state is.</summary>
    public static Diagnostic StateFolderUnknown() =>
        NoStateFolder.Occurs("No state folder is known", "Neither BAREMETAL_STATE nor XDG_STATE_HOME nor HOME is set.");

    /// <summary>Another system.</summary>
    public static Diagnostic Unsupported(string system) =>
        NoLocalEngine.Occurs("A local engine cannot run on this system", $"The system is {system}.");

    /// <summary>The engine lacks a call.</summary>
    public static Diagnostic NotOffered(string call) =>
        CallNotOffered.Occurs($"The engine does not offer {call}", "It answered that it does not know the call.");
}
