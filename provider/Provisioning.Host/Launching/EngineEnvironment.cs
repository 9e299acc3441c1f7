namespace Provisioning.Host.Launching;

/// <summary>What an engine keeps of its door's environment: what it needs to work, and nothing that may be a login or a cookie.</summary>
public static class EngineEnvironment
{
    private static readonly string[] Kept =
    [
        "PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TZ", "TMPDIR", "CI",
        "XDG_RUNTIME_DIR", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME",
        "BAREMETAL_STATE", "BAREMETAL_ENGINE_IDLE",
        "SSL_CERT_FILE", "SSL_CERT_DIR", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy",
        "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_gcServer", "DOTNET_GCHeapHardLimit",
    ];

    /// <summary>The part of an environment that goes on to the engine.</summary>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyDictionary<string, string> environment) => Kept
        .Where(environment.ContainsKey)
        .ToDictionary(name => name, name => environment[name], StringComparer.Ordinal);

    /// <summary>Whether this is a CI job.</summary>
    public static bool IsContinuousIntegration(IReadOnlyDictionary<string, string> environment) =>
        environment.GetValueOrDefault("CI") is { Length: > 0 } value && value is not ("0" or "false");
}
