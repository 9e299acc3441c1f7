using Provisioning.Model.Collections;
using Provisioning.Simulator.Faults;

namespace Provisioning.Simulator.Definitions;

/// <summary>One server of a rack: a simulated BMC and the machine behind it.</summary>
public sealed record ServerDefinition
{
    /// <summary>Its name in the rack, unique.</summary>
    public required string Name { get; init; }

    /// <summary>The personality of its BMC.</summary>
    public string Personality { get; init; } = "generic";

    /// <summary>The system's serial number.</summary>
    public required string Serial { get; init; }

    /// <summary>The system's UUID.</summary>
    public required Guid Uuid { get; init; }

    /// <summary>The administrator's credentials.</summary>
    public RackCredentials Credentials { get; init; } = RackCredentials.Default;

    /// <summary>A second account, which may only read; null: there is none.</summary>
    public RackCredentials? Reader { get; init; }

    /// <summary>What is behind the BMC.</summary>
    public MachineDefinition Machine { get; init; } = new MachineDefinition.PowerOnly();

    /// <summary>How long each POST takes.</summary>
    public TimeSpan PostTime { get; init; }

    /// <summary>How long each reply takes at least.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>How long the BMC is away after its own reset.</summary>
    public TimeSpan BmcResetTime { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Whether the machine is on when the rack starts.</summary>
    public bool PoweredOn { get; init; }

    /// <summary>Sessions that the BMC can hold at once.</summary>
    public int MaxSessions { get; init; } = 16;

    /// <summary>Wrong passwords in a row that lock an account; 0 means never.</summary>
    public int LockoutThreshold { get; init; } = 5;

    /// <summary>How long a locked account stays so.</summary>
    public TimeSpan LockoutTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Processors (sockets) of the machine.</summary>
    public int Processors { get; init; } = 2;

    /// <summary>Threads of one processor.</summary>
    public int ThreadsPerProcessor { get; init; } = 32;

    /// <summary>Memory of the machine in MiB.</summary>
    public int MemoryMebiBytes { get; init; } = 64 << 10;

    /// <summary>Whether the machine has a TPM 2.0.</summary>
    public bool HasTpm => Machine is MachineDefinition.Virtual { Tpm: true };

    /// <summary>MAC addresses of the machine's NICs, <c>52:54:00:xx:xx:xx</c>.</summary>
    public ValueArray<string> MacAddresses { get; init; } = ValueArray<string>.Empty;

    /// <summary>Its disks.</summary>
    public ValueArray<DiskDefinition> Disks { get; init; } = ValueArray<DiskDefinition>.Empty;

    /// <summary>BIOS attributes that differ from the personality's defaults when the rack starts, as texts.</summary>
    public ValueMap<string, string> Bios { get; init; } = ValueMap<string, string>.Empty;

    /// <summary>Firmware versions that differ from the personality's, by component id.</summary>
    public ValueMap<string, string> Firmware { get; init; } = ValueMap<string, string>.Empty;

    /// <summary>Faults that wait from the start.</summary>
    public ValueArray<FaultRule> Faults { get; init; } = ValueArray<FaultRule>.Empty;
}
