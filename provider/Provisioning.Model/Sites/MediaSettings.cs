namespace Provisioning.Model.Sites;

/// <summary>Where the media server listens, and how machines reach it.</summary>
/// <param name="Listen">Address and port, e.g. <c>0.0.0.0:8443</c>; null: loopback and a port chosen once and kept.</param>
/// <param name="BmcBase">The base URL for BMCs, e.g. <c>https://10.0.0.5:8443</c>; null: derived from what listens.</param>
/// <param name="AgentBase">The base URL for the agent in the ramdisk, and for phone-home; null: as <paramref name="BmcBase"/>.</param>
public sealed record MediaSettings(string? Listen, string? BmcBase, string? AgentBase)
{
    /// <summary>Everything derived.</summary>
    public static MediaSettings Default { get; } = new(null, null, null);
}
