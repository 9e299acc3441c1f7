using System.Diagnostics;
using System.Globalization;
using System.Text;
using Xunit;

namespace Provisioning.Testing.Programs;

/// <summary>A program that runs.</summary>
public sealed class RunningCommand : IDisposable
{
    private readonly Process _process;
    private readonly string _name;
    private readonly StringBuilder _output = new();

    public RunningCommand(Process process, string name)
    {
        (_process, _name) = (process, name);
        process.StandardInput.Close();
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public string Output
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    public bool HasExited => _process.HasExited;

    public void Kill() => _process.Kill();

    /// <summary>Ctrl-C to this process alone.</summary>
    public Task InterruptAsync(CancellationToken cancellationToken) => SignalAsync("-INT", Text(_process.Id), cancellationToken);

    /// <summary>Ctrl-C as a terminal sends it: to all processes of the group that this one leads.</summary>
    public Task InterruptGroupAsync(CancellationToken cancellationToken) => SignalAsync("-INT", "-" + Text(_process.Id), cancellationToken);

    /// <summary>Waits until it has said something; one that ends or is silent for too long fails the test.</summary>
    public Task UntilSaysAsync(string text, CancellationToken cancellationToken) =>
        UntilAsync(() => Output.Contains(text, StringComparison.Ordinal), $"it says \"{text}\"", cancellationToken);

    /// <summary>Waits until something is so; a program that ends before fails the test.</summary>
    public async Task UntilAsync(Func<bool> isSo, string what, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (!isSo())
        {
            if (_process.HasExited) Assert.Fail($"{_name} ended before {what}:\n{Output}");
            if (Stopwatch.GetElapsedTime(started) > Command.Patience) Assert.Fail($"{_name} runs on, and it is not so that {what}:\n{Output}");
            await Task.Delay(20, cancellationToken);
        }
    }

    /// <summary>The processes that it started and that run a program of this name now.</summary>
    public IReadOnlyList<Process> Children(string program) =>
        [.. Process.GetProcesses().Where(process => IsChild(process.Id) && CommandLine(process.Id).Contains(program, StringComparison.Ordinal))];

    public async Task<CommandResult> ResultAsync(CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Command.Patience);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            Assert.Fail($"{_name} did not end in {Command.Patience}:\n{Output}");
        }

        return new CommandResult(_name, _process.ExitCode, Output);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static async Task SignalAsync(string signal, string target, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", [signal, "--", target]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    // The parent's id is the second field after the program's name, which stands in parentheses.
    private bool IsChild(int process) => Read($"/proc/{Text(process)}/stat") is { Length: > 0 } stat
        && stat[(stat.LastIndexOf(')') + 2)..].Split(' ') is [_, var parent, ..] && parent == Text(_process.Id);

    private static string CommandLine(int process) => Read($"/proc/{Text(process)}/cmdline");

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private void Append(string? line)
    {
        if (line is null) return;
        lock (_output) _output.AppendLine(line);
    }
}
