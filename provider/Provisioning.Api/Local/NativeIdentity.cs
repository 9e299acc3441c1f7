using System.Runtime.InteropServices;

namespace Provisioning.Api.Local;

/// <summary>The one thing that the framework does not tell: which user this process works as.</summary>
internal static partial class NativeIdentity
{
    [LibraryImport("libc", EntryPoint = "geteuid")]
    internal static partial uint EffectiveUser();
}
