using Provisioning.Model.Sites;

namespace Provisioning.Host.Composition;

/// <summary>
/// The settings of the site as the last door gave them: what the media server asks for when it starts, and where the deploy image is. Which
/// settings doors must agree on is the engine's to judge, before this is set.
/// </summary>
internal sealed class SiteInForce(string standardAgentImage, SiteSettings first)
{
    private volatile SiteSettings _settings = first;

    public MediaSettings Media => _settings.Media;

    public string AgentImageFolder => _settings.AgentImageFolder ?? standardAgentImage;

    public void Set(SiteSettings settings) => _settings = settings;
}
