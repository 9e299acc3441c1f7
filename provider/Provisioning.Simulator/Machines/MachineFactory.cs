using Provisioning.Simulator.Definitions;
using Provisioning.Simulator.Machines.Qemu;
using Provisioning.Simulator.Machines.Simulated;
using Provisioning.Simulator.Personalities;

namespace Provisioning.Simulator.Machines;

/// <summary>Makes the machine that a definition names.</summary>
internal static class MachineFactory
{
    /// <summary>Programs and files that the definition's machines need and that are not there.</summary>
    public static IReadOnlyList<string> Missing(RackDefinition definition) =>
    [
        .. definition.Servers.Select(server => server.Machine).OfType<MachineDefinition.Virtual>()
            .SelectMany(machine => QemuPrograms.Missing(machine.Tpm)).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>The folder of the CA that certifies the machines' TPMs.</summary>
    public static string TpmAuthority(string folder) => Path.Combine(folder, "tpm-ca");

    public static IMachine Create(ServerDefinition server, Personality personality, string folder, TimeProvider time)
    {
        var own = Path.Combine(folder, "machines", server.Name);
        return server.Machine.Match<IMachine>(
            _ => new PowerOnlyMachine(),
            _ => new SimulatedMachine(server, personality, own, time),
            machine => new VirtualMachine(server, machine, personality, own, TpmAuthority(folder), time));
    }
}
