using Provisioning.Simulator.Definitions;

namespace Provisioning.Simulator.Machines;

/// <summary>Makes the machine that a definition names.</summary>
internal static class MachineFactory
{
    /// <summary>Programs and files that the definition's machines need and that are not there.</summary>
    public static IReadOnlyList<string> Missing(RackDefinition definition) => [];

    public static IMachine Create(ServerDefinition server, string folder, TimeProvider time) => server.Machine.Match<IMachine>(
        _ => new PowerOnlyMachine(),
        _ => new PowerOnlyMachine(),
        _ => new PowerOnlyMachine());
}
