using Provisioning.Api.Local;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Hosting;

namespace Provisioning.Host.Stores;

/// <summary>Folders that belong to their user alone.</summary>
internal static class PrivateFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>
    /// Makes the folder where it is missing, and takes it from others where it is there. Null where all is well; a folder, or a link in its
    /// place, that belongs to somebody else is refused.
    /// </summary>
    /// <param name="path">The folder.</param>
    /// <param name="storeFolder">The store for whose sake this is, for the message.</param>
    public static Diagnostic? Ensure(string path, string storeFolder)
    {
        if (!OperatingSystem.IsLinux()) return EngineProcessDiagnostics.Unsupported(Environment.OSVersion.Platform.ToString());
        try
        {
            Directory.CreateDirectory(path, OwnerOnly);
            var owner = NativeFiles.Owner(path);
            if (owner != PeerCheck.OwnUser) return EngineProcessDiagnostics.NotPrivate(path, $"It belongs to user {owner}.");
            if (File.GetUnixFileMode(path) != OwnerOnly) File.SetUnixFileMode(path, OwnerOnly);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return EngineProcessDiagnostics.NotWritable(storeFolder, $"{path}: {exception.Message}");
        }
    }
}
