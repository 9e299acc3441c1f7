using System.ComponentModel;
using System.Diagnostics;
using Provisioning.Api.Local;
using Provisioning.Model.Hosting;

namespace Provisioning.Api.Client;

/// <summary>
/// Has an engine started, through a short-lived <c>engine launch</c> with streams of its own: whatever this door inherited from its caller
/// (a shell's pipe, a lock held by descriptor, a terminal) stays out of the engine's reach, and nobody waits for the engine to end.
/// </summary>
internal sealed class EngineLauncher(EngineClientOptions options)
{
    /// <summary>Starts the launcher, reads its line, waits for its end.</summary>
    public async ValueTask<LaunchReport> LaunchAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(options.Program.Executable)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in options.Program.FirstArguments) start.ArgumentList.Add(argument);
        foreach (var argument in (string[])["engine", "launch", "--store", options.Place.StoreFolder, "--site", options.Place.Site])
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            using var launcher = Process.Start(start);
            if (launcher is null) return Failed($"{options.Program.Executable} did not start.");
            launcher.StandardInput.Close();
            try
            {
                var errors = launcher.StandardError.ReadToEndAsync(cancellationToken);
                var line = await launcher.StandardOutput.ReadLineAsync(cancellationToken);
                await launcher.WaitForExitAsync(cancellationToken);
                return LaunchReport.FromLine(line)
                    ?? Failed($"The launcher ended with exit code {launcher.ExitCode}. {FirstLine(await errors)}".TrimEnd());
            }
            catch (OperationCanceledException)
            {
                if (!launcher.HasExited) launcher.Kill();
                throw;
            }
        }
        catch (Exception exception) when (exception is Win32Exception or IOException or InvalidOperationException)
        {
            return Failed($"{options.Program.Executable}: {exception.Message}");
        }
    }

    private static string FirstLine(string text)
    {
        var line = text.AsSpan().Trim();
        var end = line.IndexOf('\n');
        return (end < 0 ? line : line[..end]).ToString();
    }

    private LaunchReport Failed(string seen) =>
        new(LaunchOutcome.Failed, [EngineProcessDiagnostics.Unreachable(options.Place.StoreFolder, seen)]);
}
