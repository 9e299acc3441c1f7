using System.Diagnostics;


namespace Provisioning.Testing.Programs;

/// <summary>Runs programs with a deadline; a program that outlives it is killed and fails the test with what it said.</summary>
public static class Command
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    public static async Task<CommandResult> RunAsync(
        string program, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        using var running = Start(program, arguments, folder, environment);
        return await running.ResultAsync(cancellationToken);
    }

    public static RunningCommand Start(
        string program, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new RunningCommand(Process.Start(start)!, $"{Path.GetFileName(program)} {string.Join(' ', start.ArgumentList)}");
    }
}
