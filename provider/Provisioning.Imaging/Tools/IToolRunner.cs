using Provisioning.Model.Diagnostics;

namespace Provisioning.Imaging.Tools;

/// <summary>Runs external programs.</summary>
public interface IToolRunner
{
    /// <summary>
    /// Runs a program to its end. A missing program, an exit code other than 0 and a passed deadline are diagnostics (BM4001 to BM4003).
    /// </summary>
    Task<Outcome<ToolOutput>> RunAsync(ToolCommand command, CancellationToken cancellationToken);
}
