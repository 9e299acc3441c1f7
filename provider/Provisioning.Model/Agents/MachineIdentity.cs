namespace Provisioning.Model.Agents;

/// <summary>What makes an installed system this machine and no other (NoCloud).</summary>
public sealed record MachineIdentity
{
    /// <summary>The instance id; changes with each rebuild.</summary>
    public required string InstanceId { get; init; }

    /// <summary>The host name.</summary>
    public required string Hostname { get; init; }

    /// <summary>User data; a secret.</summary>
    public Security.Secret? UserData { get; init; }

    /// <summary>The content of <c>network-config</c>; null: none.</summary>
    public string? NetworkConfig { get; init; }

    /// <summary>Where the installed system reports.</summary>
    public required PhoneHomeTicket PhoneHome { get; init; }
}
