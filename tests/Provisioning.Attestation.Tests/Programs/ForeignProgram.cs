using System.Diagnostics;
using Xunit.Sdk;

namespace Provisioning.Attestation.Tests.Programs;

/// <summary>Programs that we did not write.</summary>
internal static class ForeignProgram
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>The path of a program; skips the test where it is not installed.</summary>
    public static string Find(string name)
    {
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/lib/systemd"))
        {
            var path = Path.Combine(folder, name);
            if (File.Exists(path)) return path;
        }

        throw SkipException.ForSkip($"{name} is not installed here.");
    }

    /// <summary>Runs a program to its end in a folder and returns its exit status and output.</summary>
    public static async Task<(int Status, string Output)> TryRunAsync(
        string folder, IReadOnlyDictionary<string, string> environment, string name, params IReadOnlyList<string> arguments)
    {
        using var process = new Process();
        process.StartInfo = new ProcessStartInfo(Find(name))
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var argument in arguments) process.StartInfo.ArgumentList.Add(argument);
        foreach (var (variable, value) in environment) process.StartInfo.Environment[variable] = value;
        _ = process.Start();
        using var limit = new CancellationTokenSource(Limit);
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>Runs a program that must succeed.</summary>
    public static async Task<string> RunAsync(string folder, string name, params IReadOnlyList<string> arguments)
    {
        var (status, output) = await TryRunAsync(folder, new Dictionary<string, string>(), name, arguments);
        Assert.True(status == 0, $"{name} {string.Join(' ', arguments)}: {status}\n{output}");
        return output;
    }
}
