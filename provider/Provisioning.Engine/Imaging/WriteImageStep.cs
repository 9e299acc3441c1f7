using System.Globalization;
using Provisioning.Engine.Servers;
using Provisioning.Engine.Steps;
using Provisioning.Model.Agents;
using Provisioning.Model.Faults;

namespace Provisioning.Engine.Imaging;

/// <summary>Lets the agent write the image to the root disk and read it back.</summary>
internal sealed class WriteImageStep : AgentOrderStep
{
    public override StepTraits Traits { get; } = new(StepNature.OneShot, CancellationClass.Abort, TimeSpan.FromMinutes(75), true) { IdempotentById = true };

    protected override async ValueTask<PortResult<AgentOrder>> OrderAsync(StepContext context, CancellationToken cancellationToken)
    {
        var answer = await PublishImageStep.PublishAsync(context, cancellationToken);
        if (!answer.TryGet(out var image, out var fault)) return fault;
        var os = context.Desired.Os!;
        var record = context.Record;
        return new AgentOrder.WriteImage(context.OrderId, new ImageWrite
        {
            Source = image.Source,
            Sha256 = os.Image.Content.Sha256,
            DiskSha256 = os.Image.Content.DiskSha256,
            SizeBytes = image.SizeBytes,
            Compression = image.Compression,
            RootDisk = os.RootDisk,
            AllowDataLoss = context.Desired.Allow.DataLoss,
            MayRewriteOwn = WasNeverImaged(record),
            Marker = new DiskMarker(record.Site, record.Name, record.Identity.Uuid, record.Identity.Serial, record.Claim),
        });
    }

    protected override ValueTask<StepResult> OfAnswerAsync(StepContext context, AgentAnswer answer, CancellationToken cancellationToken) =>
        ValueTask.FromResult(answer is AgentAnswer.Written { Result: var written }
            ? Done(
                ("image.disk_serial", written.DiskSerial),
                ("image.disk_bytes", Text(written.DiskSizeBytes)),
                ("image.bytes_written", Text(written.BytesWritten)),
                ("image.raw_sha256", written.RawSha256),
                ("image.write_ms", Text(written.WriteMs)),
                ("image.verify_ms", Text(written.VerifyMs)))
            : Odd(context, answer));

    // A record that was taken up or imported is finished from its first row: what is on such a disk is not known here.
    private static bool WasNeverImaged(ServerRecord record) => !record.Finished && record.ImagedAttempt is null && record.Observed?.ImageId is null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
