using Provisioning.Model.Collections;

namespace Provisioning.Model.Sites;

/// <summary>How the certificates of BMCs are judged.</summary>
public enum TlsTrust
{
    /// <summary>The fingerprint of the first contact is kept; any other is an error until an operator trusts it.</summary>
    PinOnFirstUse = 1,

    /// <summary>A certificate authority given by the site must have issued it.</summary>
    CertificateAuthority = 2,

    /// <summary>Nothing is verified; warned about every time.</summary>
    Insecure = 3,
}

/// <summary>What a plan or refresh does when a BMC does not answer.</summary>
public enum UnreachableRule
{
    /// <summary>Warn and go on with the last known state.</summary>
    Warn = 1,

    /// <summary>Fail.</summary>
    Fail = 2,
}

/// <summary>Where the media server listens, and how machines reach it.</summary>
/// <param name="Listen">Address and port, e.g. <c>0.0.0.0:8443</c>; null: loopback and a port chosen once and kept.</param>
/// <param name="BmcBase">The base URL for BMCs, e.g. <c>https://10.0.0.5:8443</c>; null: derived from what listens.</param>
/// <param name="AgentBase">The base URL for the agent in the ramdisk, and for phone-home; null: as <paramref name="BmcBase"/>.</param>
public sealed record MediaSettings(string? Listen, string? BmcBase, string? AgentBase)
{
    /// <summary>Everything derived.</summary>
    public static MediaSettings Default { get; } = new(null, null, null);
}

/// <summary>Budgets of a site.</summary>
/// <param name="InFlight">Machines worked on at once.</param>
/// <param name="PerRack">Machines of one rack worked on at once.</param>
/// <param name="BmcRequests">Requests in flight to one BMC.</param>
public sealed record LimitSettings(int InFlight, int PerRack, int BmcRequests)
{
    /// <summary>40 in flight, 8 a rack, 4 requests a BMC.</summary>
    public static LimitSettings Default { get; } = new(40, 8, 4);
}

/// <summary>The settings of a site, as the doors give them. Two doors that disagree get an error, unless the engine is idle.</summary>
public sealed record SiteSettings
{
    /// <summary>The name; which store.</summary>
    public required string Site { get; init; }

    /// <summary>How BMC certificates are judged.</summary>
    public TlsTrust TlsTrust { get; init; } = TlsTrust.PinOnFirstUse;

    /// <summary>The PEM text of the authorities for <see cref="TlsTrust.CertificateAuthority"/>.</summary>
    public string? TlsAuthorities { get; init; }

    /// <summary>Where the media server is.</summary>
    public MediaSettings Media { get; init; } = MediaSettings.Default;

    /// <summary>The budgets.</summary>
    public LimitSettings Limits { get; init; } = LimitSettings.Default;

    /// <summary>What happens when a BMC does not answer.</summary>
    public UnreachableRule OnUnreachable { get; init; } = UnreachableRule.Warn;

    /// <summary>How old an observation may be that a refresh takes from the engine's cache; zero: always ask the machine.</summary>
    public TimeSpan RefreshMaxAge { get; init; } = TimeSpan.Zero;

    /// <summary>The folder of the deploy image that `baremetal agent build` made; null: the default below the state folder.</summary>
    public string? AgentImageFolder { get; init; }

    /// <summary>The names of the credentials that the door can resolve.</summary>
    public ValueArray<string> CredentialNames { get; init; }
}
