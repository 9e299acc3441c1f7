using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Provisioning.Model.Configuration;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Security;
using Provisioning.Protocol.Terraform.FromWire;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.Sessions;

/// <summary>
/// Turns a credential's reference into the login, when it is used and once for as long as the session lives. No part of a password enters a
/// diagnostic, not even what a failed command printed.
/// </summary>
internal sealed class CredentialResolver(Func<string, string?> environment, TimeProvider time)
{
    private const int MostBytes = 64 * 1024;

    private static readonly TimeSpan CommandDeadline = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Lazy<Task<Outcome<Credential>>>> _resolved = new(StringComparer.Ordinal);

    /// <summary>The login of a declared credential.</summary>
    /// <param name="name">The reference.</param>
    /// <param name="declaration">Its declaration in the provider's arguments; known.</param>
    /// <param name="cancellationToken">Stops this caller's wait; a command that runs is shared and ends by its own deadline.</param>
    public async Task<Outcome<Credential>> ResolveAsync(string name, Value declaration, CancellationToken cancellationToken) =>
        await _resolved.GetOrAdd(name, key => new Lazy<Task<Outcome<Credential>>>(() => ResolveOnceAsync(key, declaration, CancellationToken.None)))
            .Value.WaitAsync(cancellationToken);

    private async Task<Outcome<Credential>> ResolveOnceAsync(string name, Value declaration, CancellationToken cancellationToken)
    {
        var password = (declaration.Member("password_env").AsText(), declaration.Member("password_file").AsText()) switch
        {
            ({ } variable, _) => FromEnvironment(variable),
            (_, { } file) => await FromFileAsync(file, cancellationToken),
            _ => await FromCommandAsync([.. declaration.Member("password_command").AsItems().Select(item => item.AsText() ?? "")], cancellationToken),
        };
        return password.Text is { Length: > 0 } text
            ? new Credential(name, declaration.Member("username").AsText() ?? "", new Secret(text))
            : ConfigurationDiagnostics.CannotResolve(name, password.Fault ?? "It is empty.", AttributePath.Of("credentials").Key(name));
    }

    private (string? Text, string? Fault) FromEnvironment(string variable) =>
        environment(variable) is { } text ? (text, null) : (null, $"The environment variable {variable} is not set.");

    private static async Task<(string? Text, string? Fault)> FromFileAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            if (new FileInfo(file).Length > MostBytes) return (null, $"The file {file} is too large for a password.");
            return (WithoutLineEnd(await File.ReadAllTextAsync(file, cancellationToken)), null);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return (null, $"The file {file} cannot be read. {FileFault.Of(fault)}");
        }
    }

    private async Task<(string? Text, string? Fault)> FromCommandAsync(string[] command, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command[0])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var argument in command.Skip(1)) start.ArgumentList.Add(argument);
        using var timer = new CancellationTokenSource(CommandDeadline, time);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            using var process = Process.Start(start);
            return process is null ? (null, $"The command {command[0]} did not start.") : await OutputOfAsync(process, command[0], deadline.Token);
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            return (null, $"The command {command[0]} cannot be started: {fault.Message}.");
        }
    }

    private static async Task<(string? Text, string? Fault)> OutputOfAsync(Process process, string program, CancellationToken deadline)
    {
        try
        {
            process.StandardInput.Close();
            var complaint = process.StandardError.BaseStream.CopyToAsync(Stream.Null, deadline);
            var output = await ReadAsync(process.StandardOutput, deadline);
            if (output is null) return (null, $"The command {program} printed too much for a password.");
            await process.WaitForExitAsync(deadline);
            await complaint;
            return process.ExitCode == 0 ? (WithoutLineEnd(output), null) : (null, $"The command {program} ended with exit code {process.ExitCode}.");
        }
        catch (OperationCanceledException)
        {
            return (null, $"The command {program} gave no answer within {CommandDeadline.TotalSeconds:0} seconds.");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static async Task<string?> ReadAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var buffer = new char[MostBytes];
        var count = await reader.ReadBlockAsync(buffer.AsMemory(), cancellationToken);
        return count < buffer.Length ? new string(buffer, 0, count) : null;
    }

    private static string WithoutLineEnd(string text) =>
        text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
}
