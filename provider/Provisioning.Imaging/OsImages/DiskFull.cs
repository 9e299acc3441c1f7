namespace Provisioning.Imaging.OsImages;

/// <summary>Tells a full disk from other failures of input and output.</summary>
internal static class DiskFull
{
    private const int NoSpaceOnUnix = 28;
    private const int QuotaOnUnix = 122;
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);

    /// <summary>Whether the failure is a full disk or an exhausted quota (ENOSPC, EDQUOT).</summary>
    public static bool Is(Exception fault) => fault is IOException && fault.HResult is NoSpaceOnUnix or QuotaOnUnix or NoSpaceOnWindows;
}
