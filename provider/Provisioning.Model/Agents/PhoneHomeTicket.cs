namespace Provisioning.Model.Agents;

/// <summary>Where and how an installed system phones home.</summary>
/// <param name="Url">Where to post.</param>
/// <param name="AuthoritiesPem">The site's CA.</param>
public sealed record PhoneHomeTicket(Uri Url, string AuthoritiesPem);
