namespace Provisioning.Bmc.Capabilities;

/// <summary>The system and what it offers.</summary>
internal sealed record SystemLayout
{
    /// <summary>Its path.</summary>
    public required string Uri { get; init; }

    /// <summary>Its maker; to notice that another machine answers.</summary>
    public string Manufacturer { get; init; } = "";

    /// <summary>Its model.</summary>
    public string Model { get; init; } = "";

    /// <summary>The BIOS resource.</summary>
    public string Bios { get; init; } = "";

    /// <summary>Its manager.</summary>
    public string Manager { get; init; } = "";

    /// <summary>The collection of interfaces.</summary>
    public string Ethernet { get; init; } = "";

    /// <summary>The collection of storage subsystems.</summary>
    public string Storage { get; init; } = "";

    /// <summary>The collection of processors.</summary>
    public string Processors { get; init; } = "";

    /// <summary>The collection of virtual media.</summary>
    public string Media { get; init; } = "";

    /// <summary>The collection of logs.</summary>
    public string Logs { get; init; } = "";

    /// <summary>The twin that holds pending settings.</summary>
    public string Settings { get; init; } = "";

    /// <summary>How it is reset.</summary>
    public ActionLayout Reset { get; init; } = ActionLayout.None;

    /// <summary>Boot sources that it offers; empty: not told.</summary>
    public IReadOnlyList<string> BootTargets { get; init; } = [];

    /// <summary>What it offers for how long an override holds; empty: not told.</summary>
    public IReadOnlyList<string> BootEnabled { get; init; } = [];

    /// <summary>Whether it has boot overrides.</summary>
    public bool BootOverride { get; init; }

    /// <summary>Whether it has a boot mode.</summary>
    public bool BootMode { get; init; }
}
