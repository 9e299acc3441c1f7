using Provisioning.Model.Collections;
using Provisioning.Model.Security;
using Provisioning.Model.Sites;

namespace Provisioning.Api.FromWire;

/// <summary>What a door sends along, as the wire carries it.</summary>
public static class DoorFromWire
{
    /// <summary>A door's context.</summary>
    /// <exception cref="InvalidDataException">It is absent, or says something that this program does not know.</exception>
    public static DoorContext FromWire(this Wire.DoorContext? context)
    {
        if (context?.Site is null) throw new InvalidDataException("A call without the door's context.");
        var credentials = context.Credentials
            .Select(credential => new Credential(credential.Name, credential.Username, new Secret(credential.Password)));
        return new DoorContext(context.Site.FromWire(), credentials.ToValueArray(), context.Door, context.Actor);
    }

    /// <summary>A site's settings; what is absent has its default.</summary>
    /// <exception cref="InvalidDataException">It says something that this program does not know.</exception>
    public static SiteSettings FromWire(this Wire.SiteSettings site) => new()
    {
        Site = site.Site,
        TlsTrust = site.TlsTrust switch
        {
            Wire.TlsTrust.Unspecified or Wire.TlsTrust.PinOnFirstUse => TlsTrust.PinOnFirstUse,
            Wire.TlsTrust.CertificateAuthority => TlsTrust.CertificateAuthority,
            Wire.TlsTrust.Insecure => TlsTrust.Insecure,
            _ => throw new InvalidDataException("A way to judge certificates that this program does not know."),
        },
        TlsAuthorities = site.HasTlsAuthorities ? site.TlsAuthorities : null,
        Media = new MediaSettings(
            site.HasMediaListen ? site.MediaListen : null,
            site.HasMediaBmcBase ? site.MediaBmcBase : null,
            site.HasMediaAgentBase ? site.MediaAgentBase : null),
        Limits = new LimitSettings(
            OrDefault(site.InFlight, LimitSettings.Default.InFlight),
            OrDefault(site.PerRack, LimitSettings.Default.PerRack),
            OrDefault(site.BmcRequests, LimitSettings.Default.BmcRequests)),
        OnUnreachable = site.OnUnreachable switch
        {
            Wire.UnreachableRule.Unspecified or Wire.UnreachableRule.Warn => UnreachableRule.Warn,
            Wire.UnreachableRule.Fail => UnreachableRule.Fail,
            _ => throw new InvalidDataException("A rule for unreachable BMCs that this program does not know."),
        },
        RefreshMaxAge = site.RefreshMaxAge.FromWire(),
        AgentImageFolder = site.HasAgentImageFolder ? site.AgentImageFolder : null,
        CredentialNames = site.CredentialNames.ToValueArray(),
    };

    private static int OrDefault(int given, int standard) => given == 0 ? standard : given;
}
