namespace Provisioning.Bmc.Capabilities;

/// <summary>The manager and what it offers.</summary>
internal sealed record ManagerLayout
{
    /// <summary>Its path.</summary>
    public required string Uri { get; init; }

    /// <summary>Its firmware version.</summary>
    public string Firmware { get; init; } = "";

    /// <summary>The firmware inventory's entry for the image that runs on it.</summary>
    public string ActiveImage { get; init; } = "";

    /// <summary>The network protocol resource.</summary>
    public string NetworkProtocol { get; init; } = "";

    /// <summary>The collection of virtual media.</summary>
    public string Media { get; init; } = "";

    /// <summary>The collection of logs.</summary>
    public string Logs { get; init; } = "";

    /// <summary>How it is reset.</summary>
    public ActionLayout Reset { get; init; } = ActionLayout.None;
}
