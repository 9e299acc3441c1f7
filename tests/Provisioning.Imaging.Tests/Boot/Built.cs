namespace Provisioning.Imaging.Tests.Boot;

/// <summary>Programs and images that the scripts build; tests that need one are skipped, with the reason, where it is not there.</summary>
internal static class Built
{
    /// <summary>The agent's executable.</summary>
    public static string Agent => Needed("BAREMETAL_AGENT_PROGRAM", "bin/baremetal-agent", "the agent's executable was not published");

    /// <summary>The example's OS image, compressed.</summary>
    public static string OsImage => Path.Combine(
        Path.GetDirectoryName(Needed("BAREMETAL_OS_IMAGE", "os-image", "the example's OS image was not built", "os.raw.zst"))!, "os.raw.zst");

    /// <summary>Where fetched kernels stay between runs.</summary>
    public static string KernelCache => Path.Combine(Artifacts() ?? Path.GetTempPath(), "kernel-cache");

    private static string Needed(string variable, string inArtifacts, string otherwise, string within = "")
    {
        var place = Environment.GetEnvironmentVariable(variable) ?? (Artifacts() is { } artifacts ? Path.Combine(artifacts, inArtifacts) : "");
        var file = within.Length == 0 ? place : Path.Combine(place, within);
        if (!File.Exists(file)) Assert.Skip($"{otherwise}: no {file} (set {variable})");
        return file;
    }

    private static string? Artifacts()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Provisioning.sln"))) return Path.Combine(folder.FullName, "artifacts");
        return null;
    }
}
