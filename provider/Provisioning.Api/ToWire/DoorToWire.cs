using Provisioning.Model.Sites;

namespace Provisioning.Api.ToWire;

/// <summary>What a door sends along, as the wire carries it. The result holds passwords: it goes to the socket and nowhere else.</summary>
public static class DoorToWire
{
    /// <summary>A door's context.</summary>
    public static Wire.DoorContext ToWire(this DoorContext context)
    {
        var wire = new Wire.DoorContext { Site = context.Site.ToWire(), Door = context.Door, Actor = context.Actor };
        foreach (var credential in context.Credentials)
        {
            wire.Credentials.Add(new Wire.Credential
            {
                Name = credential.Name,
                Username = credential.Username,
                Password = credential.Password.Reveal(),
            });
        }

        return wire;
    }

    /// <summary>A site's settings.</summary>
    public static Wire.SiteSettings ToWire(this SiteSettings site)
    {
        var wire = new Wire.SiteSettings
        {
            Site = site.Site,
            TlsTrust = site.TlsTrust switch
            {
                TlsTrust.CertificateAuthority => Wire.TlsTrust.CertificateAuthority,
                TlsTrust.Insecure => Wire.TlsTrust.Insecure,
                _ => Wire.TlsTrust.PinOnFirstUse,
            },
            InFlight = site.Limits.InFlight,
            PerRack = site.Limits.PerRack,
            BmcRequests = site.Limits.BmcRequests,
            OnUnreachable = site.OnUnreachable == UnreachableRule.Fail ? Wire.UnreachableRule.Fail : Wire.UnreachableRule.Warn,
            RefreshMaxAge = site.RefreshMaxAge.ToWire(),
        };
        if (site.TlsAuthorities is { } authorities) wire.TlsAuthorities = authorities;
        if (site.Media.Listen is { } listen) wire.MediaListen = listen;
        if (site.Media.BmcBase is { } bmc) wire.MediaBmcBase = bmc;
        if (site.Media.AgentBase is { } agent) wire.MediaAgentBase = agent;
        if (site.AgentImageFolder is { } folder) wire.AgentImageFolder = folder;
        wire.CredentialNames.Add(site.CredentialNames);
        return wire;
    }
}
