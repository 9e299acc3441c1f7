using System.Globalization;
using Provisioning.Engine.Steps;
using Provisioning.Model.Faults;

namespace Provisioning.Engine.Imaging;

/// <summary>Fetches the image into the site's cache, verified against its digest before any machine is touched.</summary>
internal sealed class PublishImageStep : StepHandler
{
    public override StepTraits Traits { get; } = new(StepNature.Convergent, CancellationClass.Abort, TimeSpan.FromMinutes(60), false);

    public override async ValueTask<StepResult> ConfirmAsync(StepContext context, CancellationToken cancellationToken)
    {
        var answer = await PublishAsync(context, cancellationToken);
        return answer.TryGet(out var image, out var fault)
            ? Done(
                ("image.sha256", context.Desired.Os!.Image.Content.Sha256),
                ("image.bytes", image.SizeBytes.ToString(CultureInfo.InvariantCulture)),
                ("image.compression", image.Compression))
            : Failed(fault);
    }

    /// <summary>Where the agent of this attempt gets the image.</summary>
    internal static async ValueTask<PortResult<ImagePublication>> PublishAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (context.Material.Image is { } known) return known;
        var answer = await context.Ports.Images.PublishAsync(context.Key, context.Desired.Os!.Image.Content, cancellationToken);
        if (answer.TryGet(out var image, out _)) context.Material.Image = image;
        return answer;
    }
}
