namespace Provisioning.Model.Networks;

/// <summary>The installed system's network.</summary>
/// <param name="Name">The name.</param>
/// <param name="NetworkConfig">The content of cloud-init's <c>network-config</c>: netplan's version 2 as JSON, which is YAML, too.</param>
public sealed record NetworkProfile(string Name, string NetworkConfig);
