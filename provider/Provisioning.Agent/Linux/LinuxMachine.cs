using Provisioning.Agent.Machines;

namespace Provisioning.Agent.Linux;

/// <summary>The ports of the machine that this process runs on.</summary>
internal static class LinuxMachine
{
    /// <summary>All of them.</summary>
    public static MachinePorts Ports(IAgentLog log) => new()
    {
        Facts = new LinuxFacts("/"),
        Disks = new LinuxDisks("/"),
        Nics = new LinuxNics("/"),
        Power = new LinuxPower(),
        Tpm = LinuxTpm.Find("/"),
        Log = log,
    };
}
