using Provisioning.Model.Faults;
using Provisioning.Model.Imaging;

namespace Provisioning.Engine.Imaging;

/// <summary>OS images.</summary>
public interface IImageStorePort
{
    /// <summary>
    /// Makes sure that the image is in the site's cache, verified against its digest, and serves it to the agent of this attempt.
    /// </summary>
    ValueTask<PortResult<ImagePublication>> PublishAsync(AttemptKey attempt, OsImage image, CancellationToken cancellationToken);
}
