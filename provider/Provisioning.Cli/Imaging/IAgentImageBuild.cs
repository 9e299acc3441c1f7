using Provisioning.Model.Diagnostics;

namespace Provisioning.Cli.Imaging;

/// <summary>Builds the deploy image; the imaging project does.</summary>
public interface IAgentImageBuild
{
    /// <summary>Builds it, and says in one line what was built.</summary>
    ValueTask<Outcome<string>> BuildAsync(AgentImageOrder order, IProgress<string> progress, CancellationToken cancellationToken);
}
