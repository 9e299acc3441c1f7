using System.Runtime.InteropServices;
using System.Text;

namespace Provisioning.Host.Launching;

/// <summary>
/// Starts a process that keeps nothing of its parent: a session of its own, the root folder, no open file but a pipe that only this process
/// reads, default signals, an explicit environment. Needs glibc 2.34.
/// </summary>
internal static unsafe class DetachedProcess
{
    private const int ReadWrite = 2;
    private const int FirstOtherDescriptor = 3;

    /// <summary>Starts it.</summary>
    /// <param name="arguments">The executable's full path and its arguments.</param>
    /// <param name="environment">The whole environment.</param>
    /// <param name="output">The descriptor that becomes its standard output.</param>
    /// <returns>Zero, or the error number of the call that failed.</returns>
    public static int Start(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment, SafeHandle output)
    {
        var actions = stackalloc byte[NativeSpawn.AmpleSize];
        var attributes = stackalloc byte[NativeSpawn.AmpleSize];
        var signals = stackalloc byte[NativeSpawn.AmpleSize];
        using var argumentVector = new TextVector(arguments);
        using var environmentVector = new TextVector([.. environment.Select(entry => $"{entry.Key}={entry.Value}")]);
        var error = NativeSpawn.ActionsInit(actions);
        if (error != 0) return error;
        error = NativeSpawn.AttributesInit(attributes);
        if (error != 0) return error;
        try
        {
            fixed (byte* nowhere = Encoding.UTF8.GetBytes("/dev/null\0"), root = Encoding.UTF8.GetBytes("/\0"))
            {
                int[] results =
                [
                    NativeSpawn.ActionsAddDuplicate(actions, (int)output.DangerousGetHandle(), 1),
                    NativeSpawn.ActionsAddOpen(actions, 0, nowhere, ReadWrite, 0),
                    NativeSpawn.ActionsAddOpen(actions, 2, nowhere, ReadWrite, 0),
                    NativeSpawn.ActionsAddCloseFrom(actions, FirstOtherDescriptor),
                    NativeSpawn.ActionsAddFolder(actions, root),
                    NativeSpawn.AttributesSetFlags(attributes, NativeSpawn.SessionAndSignals),
                    NativeSpawn.EmptySet(signals),
                    NativeSpawn.AttributesSetMask(attributes, signals),
                    NativeSpawn.FullSet(signals),
                    NativeSpawn.AttributesSetDefaults(attributes, signals),
                ];
                error = results.FirstOrDefault(result => result != 0);
                if (error != 0) return error;
                int pid;
                return NativeSpawn.Spawn(
                    &pid, argumentVector.Pointer[0], actions, attributes, argumentVector.Pointer, environmentVector.Pointer);
            }
        }
        finally
        {
            _ = NativeSpawn.AttributesDestroy(attributes);
            _ = NativeSpawn.ActionsDestroy(actions);
        }
    }
}
