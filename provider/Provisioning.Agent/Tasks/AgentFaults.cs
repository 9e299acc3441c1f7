using Provisioning.AgentContract.Tasks;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Agent.Tasks;

/// <summary>Diagnostics as they travel.</summary>
internal static class AgentFaults
{
    /// <summary>The fault of a diagnostic.</summary>
    public static AgentFault From(Diagnostic diagnostic) => new(diagnostic.Code.ToString(), diagnostic.Summary, diagnostic.Seen);

    /// <summary>The result of a task that could not be done.</summary>
    public static AgentTaskResult Failed(Diagnostic diagnostic) => new AgentTaskResult.Failed(From(diagnostic));

    /// <summary>The result of a task that ended in an outcome; the first error stands for all.</summary>
    public static AgentTaskResult Result<T>(Outcome<T> outcome)
        where T : AgentTaskResult => outcome.Match<AgentTaskResult>(success => success.Value, failure => Failed(failure.Errors[0]));
}
