using Provisioning.Model.Diagnostics;
using Provisioning.Model.Sites;

namespace Provisioning.Imaging.Serving;

/// <summary>What the media side of a site is made from.</summary>
public sealed record SiteMediaOptions
{
    /// <summary>The store's folder for media: templates and OS images live below it.</summary>
    public required string Folder { get; init; }

    /// <summary>The site's media settings, asked when the server starts.</summary>
    public required Func<MediaSettings> Settings { get; init; }

    /// <summary>Is told what is worth a line in the engine's log and no reason to stop.</summary>
    public Action<Diagnostic> Note { get; init; } = _ => { };

    /// <summary>The folder of the deploy image, asked each time a medium is made.</summary>
    public required Func<string> DeployImageFolder { get; init; }
}
