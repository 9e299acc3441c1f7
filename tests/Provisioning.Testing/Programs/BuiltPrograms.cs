using System.Reflection;
using Xunit;

namespace Provisioning.Testing.Programs;

/// <summary>The programs under test and those of others. Absent ones skip a test with the reason; they never pass it.</summary>
public static class BuiltPrograms
{
    /// <summary>The executable that people run, built by NativeAOT.</summary>
    public static string Baremetal => Find("BAREMETAL_PROGRAM", "artifacts/bin/baremetal", "run `bash tests/run.sh`, which builds it");

    /// <summary>The version that everything is built as.</summary>
    public static string Version { get; } = typeof(BuiltPrograms).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>The folder that packages are made from: programs as they were published, and what they were made of.</summary>
    public static string Published => Find("BAREMETAL_PUBLISHED", "artifacts/publish", "run `bash tests/run.sh`, which publishes the programs");

    /// <summary>Whether they are all there; fixtures ask, because only a test can be skipped.</summary>
    public static bool CanPack =>
        Exists(Place("BAREMETAL_PUBLISHED", "artifacts/publish")) && Exists(Place("BAREMETAL_AGENT_IMAGE", "artifacts/agent"));

    /// <summary>The folder of the repository.</summary>
    public static string Repository => Root;

    /// <summary>The folder of the deploy image.</summary>
    public static string AgentImage => Find("BAREMETAL_AGENT_IMAGE", "artifacts/agent", "run `bash tests/run.sh`, which builds the deploy image");

    /// <summary>The folder of the small OS image.</summary>
    public static string OsImage => Find("BAREMETAL_OS_IMAGE", "artifacts/os-image", "run `bash tests/run.sh`, which builds the OS image");

    /// <summary>The real terraform.</summary>
    public static string Terraform => OnPath("terraform");

    /// <summary>A folder or file of the repository.</summary>
    public static string InRepository(params string[] path) => Path.Combine([Root, .. path]);

    /// <summary>A program of others that is on PATH.</summary>
    public static string OnPath(string program)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
        if (path is null) Assert.Skip($"{program} is not on PATH");
        return path;
    }

    private static string Find(string variable, string beside, string hint)
    {
        var path = Place(variable, beside);
        if (!Exists(path)) Assert.Skip($"{Path.GetFileName(path)} is absent: {hint}");
        return path;
    }

    private static string Place(string variable, string beside) => Environment.GetEnvironmentVariable(variable) ?? Path.Combine(Root, beside);

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    private static string Root
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "Provisioning.sln"))) return folder.FullName;
            }

            return Directory.GetCurrentDirectory();
        }
    }
}
