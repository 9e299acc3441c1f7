using Provisioning.Model.Collections;

namespace Provisioning.Imaging.Tools;

/// <summary>One run of an external program.</summary>
/// <param name="Program">Its name, looked for in the search path, then in /usr/sbin and /sbin; or an absolute path.</param>
/// <param name="Package">The Debian package that has it, named when it is missing.</param>
/// <param name="Arguments">Its arguments, each passed as it is; no shell is involved.</param>
/// <param name="Deadline">After this it is ended, with its children.</param>
public sealed record ToolCommand(string Program, string Package, ValueArray<string> Arguments, TimeSpan Deadline)
{
    /// <summary>Where it runs; the current folder when none is given.</summary>
    public string? WorkingFolder { get; init; }
}
