using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Hosting;
using Provisioning.Model.Security;

namespace Provisioning.Cli.Security;

/// <summary>
/// A login by reference: <c>NAME=USER:env:VARIABLE</c> or <c>NAME=USER:file:PATH</c>. The password itself never stands on a command line,
/// which every user of the machine can read.
/// </summary>
internal static class CredentialReference
{
    /// <summary>Resolves references from options, and from files that hold one on each line.</summary>
    public static Outcome<ValueArray<Credential>> Resolve(
        IEnumerable<string> references, string? file, IReadOnlyDictionary<string, string> environment)
    {
        var all = references.ToList();
        if (file is not null)
        {
            try
            {
                all.AddRange(File.ReadLines(file).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return CommandDiagnostics.CredentialFile(file, exception.Message);
            }
        }

        var credentials = ValueArray<Credential>.Empty;
        foreach (var reference in all)
        {
            var resolved = Resolve(reference, environment);
            if (resolved is not Outcome<Credential>.Success { Value: var credential })
            {
                return Outcome<ValueArray<Credential>>.Fail(resolved.Diagnostics);
            }

            credentials = credentials.Add(credential);
        }

        return credentials;
    }

    private static Outcome<Credential> Resolve(string reference, IReadOnlyDictionary<string, string> environment)
    {
        var name = reference.Split('=', 2);
        var parts = name.Length == 2 ? name[1].Split(':', 3) : [];
        if (parts.Length != 3 || name[0].Length == 0 || parts[0].Length == 0) return CommandDiagnostics.Malformed(name[0]);
        switch (parts[1])
        {
            case "env":
                return environment.TryGetValue(parts[2], out var value)
                    ? new Credential(name[0], parts[0], new Secret(value))
                    : CommandDiagnostics.Unresolved(name[0], $"The environment variable {parts[2]} is not set.");
            case "file":
                try
                {
                    return new Credential(name[0], parts[0], new Secret(File.ReadAllText(parts[2]).TrimEnd('\r', '\n')));
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
                {
                    return CommandDiagnostics.Unresolved(name[0], exception.Message);
                }

            default:
                return CommandDiagnostics.Malformed(name[0]);
        }
    }
}
