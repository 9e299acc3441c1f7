using System.ComponentModel;
using System.Diagnostics;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Imaging;

namespace Provisioning.Imaging.Tools;

/// <summary>Runs external programs as child processes, with a deadline, without a shell and without the caller's standard input.</summary>
/// <param name="time">The clock of the deadlines.</param>
public sealed class ToolRunner(TimeProvider time) : IToolRunner
{
    private const int LongestLastWords = 2000;

    /// <inheritdoc/>
    public async Task<Outcome<ToolOutput>> RunAsync(ToolCommand command, CancellationToken cancellationToken)
    {
        using var process = Start(command);
        if (process is null) return DeployImageDiagnostics.Missing(command.Program, command.Package);

        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(command.Deadline, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(stop.Token);
            var errors = process.StandardError.ReadToEndAsync(stop.Token);
            await process.WaitForExitAsync(stop.Token);
            var result = new ToolOutput(await output, await errors);
            return process.ExitCode == 0
                ? result
                : DeployImageDiagnostics.Failed(Path.GetFileName(command.Program), process.ExitCode, LastWords(result));
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return DeployImageDiagnostics.TimedOut(Path.GetFileName(command.Program), command.Deadline);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static Process? Start(ToolCommand command)
    {
        string[] candidates = Path.IsPathRooted(command.Program)
            ? [command.Program]
            : [command.Program, Path.Combine("/usr/sbin", command.Program), Path.Combine("/sbin", command.Program)];
        foreach (var candidate in candidates)
        {
            var start = new ProcessStartInfo(candidate)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
                WorkingDirectory = command.WorkingFolder ?? "",
            };
            // Output is parsed in places, so programs are asked for their untranslated words.
            start.Environment["LC_ALL"] = "C";
            foreach (var argument in command.Arguments) start.ArgumentList.Add(argument);
            try
            {
                return Process.Start(start);
            }
            catch (Win32Exception)
            {
                // Not here, or not executable: the next place may have it.
            }
        }

        return null;
    }

    private static string LastWords(ToolOutput output)
    {
        var words = output.Errors.Trim();
        if (words.Length == 0) words = output.Text.Trim();
        return words.Length <= LongestLastWords ? words : words[^LongestLastWords..];
    }
}
