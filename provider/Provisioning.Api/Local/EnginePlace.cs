using System.Security.Cryptography;
using System.Text;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Hosting;

namespace Provisioning.Api.Local;

/// <summary>Where an engine's store and its socket are.</summary>
/// <param name="Site">The site.</param>
/// <param name="StoreFolder">The full path of the store's folder.</param>
/// <param name="SocketFolder">The private folder of the socket.</param>
/// <param name="SocketPath">The socket, at most 107 bytes long.</param>
public sealed record EnginePlace(string Site, string StoreFolder, string SocketFolder, string SocketPath)
{
    private const int LongestSocketPath = 107;
    private const int LongestSiteName = 64;

    /// <summary>The file whose lock makes one engine the owner of a store.</summary>
    public string LockFile => Path.Combine(StoreFolder, "engine.lock");

    /// <summary>The file that tells doors where the engine is.</summary>
    public string EngineFile => Path.Combine(StoreFolder, "engine.json");

    /// <summary>The engine's log.</summary>
    public string LogFile => Path.Combine(StoreFolder, "engine.log");

    /// <summary>
    /// The place of a site: below <c>BAREMETAL_STATE</c>, <c>XDG_STATE_HOME/baremetal</c> or <c>HOME/.local/state/baremetal</c>.
    /// </summary>
    /// <param name="site">The site's name.</param>
    /// <param name="environment">The environment of the door.</param>
    public static Outcome<EnginePlace> OfSite(string site, IReadOnlyDictionary<string, string> environment)
    {
        if (!IsSiteName(site)) return EngineProcessDiagnostics.SiteName(site);
        return StateFolder(environment) is { } state
            ? OfStore(Path.Combine(state, site), site, environment)
            : EngineProcessDiagnostics.StateFolderUnknown();
    }

    /// <summary>The place of a store whose folder is known.</summary>
    public static Outcome<EnginePlace> OfStore(string storeFolder, string site, IReadOnlyDictionary<string, string> environment)
    {
        if (!OperatingSystem.IsLinux()) return EngineProcessDiagnostics.Unsupported(Environment.OSVersion.Platform.ToString());
        var store = Path.TrimEndingDirectorySeparator(Path.GetFullPath(storeFolder));
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(store)).AsSpan(0, 8)) + ".sock";
        var shared = Path.Combine("/tmp", $"baremetal-{PeerCheck.OwnUser}");
        if (environment.GetValueOrDefault("XDG_RUNTIME_DIR") is { Length: > 0 } runtime && Directory.Exists(runtime))
        {
            var folder = Path.Combine(runtime, "baremetal");
            var path = Path.Combine(folder, name);
            var bytes = Encoding.UTF8.GetByteCount(path);
            return bytes <= LongestSocketPath
                ? new EnginePlace(site, store, folder, path)
                : EngineProcessDiagnostics.PathTooLong(path, bytes);
        }

        return new EnginePlace(site, store, shared, Path.Combine(shared, name));
    }

    /// <summary>The folder that holds the stores of all sites; null where the environment does not tell.</summary>
    public static string? StateFolder(IReadOnlyDictionary<string, string> environment)
    {
        if (environment.GetValueOrDefault("BAREMETAL_STATE") is { Length: > 0 } state) return state;
        if (environment.GetValueOrDefault("XDG_STATE_HOME") is { Length: > 0 } xdg) return Path.Combine(xdg, "baremetal");
        return environment.GetValueOrDefault("HOME") is { Length: > 0 } home ? Path.Combine(home, ".local", "state", "baremetal") : null;
    }

    private static bool IsSiteName(string site) => site.Length is > 0 and <= LongestSiteName
        && char.IsAsciiLetterOrDigit(site[0])
        && site.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');
}
