using System.Diagnostics;

namespace Provisioning.Agent.Tests.Support;

/// <summary>Real programs that judge our work.</summary>
internal static class Tool
{
    private static readonly string[] Folders = ["/usr/bin", "/usr/sbin", "/bin", "/sbin"];

    /// <summary>Skips the test when a program is not installed.</summary>
    public static void Require(params string[] names)
    {
        var missing = names.Where(name => Find(name) is null).ToList();
        if (missing.Count > 0) Assert.Skip($"not installed: {string.Join(", ", missing)}");
    }

    /// <summary>Runs a program; returns its output and fails the test unless it exits with 0.</summary>
    public static string Run(string name, params string[] arguments) => Run(name, input: null, arguments);

    /// <summary>Runs a program with text on its standard input.</summary>
    public static string Run(string name, string? input, string[] arguments)
    {
        var (code, output) = Try(name, input, arguments);
        Assert.True(code == 0, $"{name} {string.Join(' ', arguments)} exited with {code}:\n{output}");
        return output;
    }

    /// <summary>Runs a program; its exit code and output.</summary>
    public static (int Code, string Output) Try(string name, string? input, string[] arguments)
    {
        var start = new ProcessStartInfo(Find(name) ?? name, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["MTOOLS_SKIP_CHECK"] = "1";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }

    private static string? Find(string name) => Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
