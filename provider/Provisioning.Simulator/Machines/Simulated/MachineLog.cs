using Provisioning.Agent.Machines;

namespace Provisioning.Simulator.Machines.Simulated;

/// <summary>The serial console of a simulated machine: a file.</summary>
internal sealed class MachineLog(string file, TimeProvider time) : IAgentLog
{
    private readonly Lock _gate = new();

    public void Write(string line)
    {
        lock (_gate) File.AppendAllText(file, $"{time.GetUtcNow():O} {line}\n");
    }
}
