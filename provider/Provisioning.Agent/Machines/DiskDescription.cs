using Provisioning.AgentContract.Disks;

namespace Provisioning.Agent.Machines;

/// <summary>What a disk says of itself.</summary>
public sealed record DiskDescription
{
    /// <summary>As the kernel names it, e.g. <c>nvme0n1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Serial number, trimmed; empty when it has none.</summary>
    public required string Serial { get; init; }

    /// <summary>World-wide name.</summary>
    public string? Wwn { get; init; }

    /// <summary>Model, trimmed.</summary>
    public string Model { get; init; } = "";

    /// <summary>Size in bytes, a multiple of <see cref="LogicalBlockBytes"/>.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>What it is.</summary>
    public required DiskType Type { get; init; }

    /// <summary>512 or 4096.</summary>
    public int LogicalBlockBytes { get; init; } = 512;

    /// <summary>How messages name it: name, serial and size.</summary>
    public override string ToString() =>
        $"{Name} (serial {(Serial.Length == 0 ? "none" : Serial)}, {SizeBytes} bytes, {(Model.Length == 0 ? "no model" : Model)})";
}
