using Provisioning.Model.Collections;
using Provisioning.Model.Security;

namespace Provisioning.Model.Sites;

/// <summary>What a door sends along with each request: who asks, for which site, and the logins that it resolved.</summary>
/// <param name="Site">The site's settings as this door has them.</param>
/// <param name="Credentials">The logins; they live in the engine's memory for as long as an operation needs them.</param>
/// <param name="Door">Which door: <c>terraform</c>, <c>command</c>, <c>powershell</c>, <c>pulumi</c>.</param>
/// <param name="Actor">Who is at the door: the user's name on the machine.</param>
public sealed record DoorContext(SiteSettings Site, ValueArray<Credential> Credentials, string Door, string Actor);
