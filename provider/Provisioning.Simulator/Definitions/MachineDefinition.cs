using System.Diagnostics;

namespace Provisioning.Simulator.Definitions;

/// <summary>What stands behind a simulated BMC.</summary>
public abstract record MachineDefinition
{
    private MachineDefinition()
    {
    }

    /// <summary>Calls the function of the case at hand.</summary>
    public T Match<T>(Func<PowerOnly, T> powerOnly, Func<Simulated, T> simulated, Func<Virtual, T> @virtual) => this switch
    {
        PowerOnly p => powerOnly(p),
        Simulated s => simulated(s),
        Virtual v => @virtual(v),
        _ => throw new UnreachableException(),
    };

    /// <summary><c>none</c>: a power state and nothing else.</summary>
    public sealed record PowerOnly : MachineDefinition;

    /// <summary><c>simulated</c>: the product's own agent, in this process, against simulated hardware.</summary>
    public sealed record Simulated : MachineDefinition;

    /// <summary><c>qemu</c>: a real QEMU process with UEFI firmware, an NVMe disk and a TPM.</summary>
    /// <param name="MemoryMebiBytes">Memory of the machine, at least 192.</param>
    /// <param name="Processors">Virtual processors.</param>
    /// <param name="Tpm">Whether it has a TPM 2.0.</param>
    public sealed record Virtual(int MemoryMebiBytes = 512, int Processors = 1, bool Tpm = true) : MachineDefinition;
}
