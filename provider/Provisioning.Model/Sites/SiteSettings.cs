using Provisioning.Model.Collections;

namespace Provisioning.Model.Sites;

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
