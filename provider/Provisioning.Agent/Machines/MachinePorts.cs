using Provisioning.Agent.Tpm;

namespace Provisioning.Agent.Machines;

/// <summary>
/// Everything physical that the agent touches. The real machine's are Linux files and calls; a simulated machine brings its own, and
/// then runs the very same agent.
/// </summary>
public sealed record MachinePorts
{
    /// <summary>Who the machine is and what it has.</summary>
    public required IMachineFacts Facts { get; init; }

    /// <summary>Its disks.</summary>
    public required IDisks Disks { get; init; }

    /// <summary>Its network interfaces.</summary>
    public required INics Nics { get; init; }

    /// <summary>Restart and power off.</summary>
    public required IPower Power { get; init; }

    /// <summary>Its TPM 2.0, when it has one.</summary>
    public ITpmDevice? Tpm { get; init; }

    /// <summary>
    /// Where a host of the machine's network really is, for machines whose network is only simulated; certificates are still verified
    /// for the host that was asked for. Null: hosts are what they say.
    /// </summary>
    public Func<string, string>? Route { get; init; }

    /// <summary>Where the agent says what it does: the serial console, or a test's list.</summary>
    public IAgentLog Log { get; init; } = SilentLog.Instance;
}
