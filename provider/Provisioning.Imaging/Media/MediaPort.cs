using System.Text;
using Provisioning.AgentContract.Sessions;
using Provisioning.Engine.Imaging;
using Provisioning.Imaging.DeployImages;
using Provisioning.Imaging.Ledger;
using Provisioning.Imaging.Serving;
using Provisioning.Imaging.Sessions;
using Provisioning.Imaging.Trust;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Faults;

namespace Provisioning.Imaging.Media;

/// <summary>Publishes boot media: the template of the deploy image with the ticket of one attempt.</summary>
internal sealed class MediaPort(
    AttemptBook book, MediaServer server, MediaComposer composer, SiteKeys keys, Func<string> deployImageFolder, string templateFolder, TimeProvider time)
    : IMediaPort, IDisposable
{
    private readonly SemaphoreSlim _preparing = new(1, 1);
    private (DateTime Written, DeployImage Image, MediaTemplate Template)? _prepared;

    /// <inheritdoc/>
    public async ValueTask<PortResult<MediaPublication>> PublishAsync(MediaRequest request, CancellationToken cancellationToken)
    {
        var started = await server.StartAsync(cancellationToken);
        if (started is not Outcome<MediaAddresses>.Success { Value: var addresses }) return Local(started.Diagnostics[0]);

        var attempt = book.Of(request.Attempt);
        if (attempt.Record is not { } record)
        {
            var prepared = await PrepareAsync(cancellationToken);
            if (prepared is not Outcome<(DeployImage Image, MediaTemplate Template)>.Success { Value: var ready }) return Local(prepared.Diagnostics[0]);
            var made = Make(request, addresses, ready.Image, ready.Template);
            if (made is not Outcome<AttemptRecord>.Success { Value: var fresh }) return Local(made.Diagnostics[0]);
            record = attempt.Publish(fresh);
            await book.SaveAsync(attempt, cancellationToken);
        }

        var place = MediaComposer.Fill(Encoding.UTF8.GetBytes(record.Credential ?? ""));
        return place.Match<PortResult<MediaPublication>>(
            filled => new MediaPublication(
                new Uri(addresses.Bmc, $"/media/{record.MediaToken}/{record.MediaName}"), record.AgentVersion, filled.Value.ToValueArray()),
            failure => Local(failure.Errors[0]));
    }

    /// <inheritdoc/>
    public async ValueTask<MediaUse> UseOfAsync(AttemptKey attempt, CancellationToken cancellationToken)
    {
        await book.LoadAsync(cancellationToken);
        var known = book.Of(attempt);
        var first = known.Record?.FirstFetchUnixSeconds;
        return new MediaUse(known.BytesServed, first is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null);
    }

    /// <inheritdoc/>
    public async ValueTask WithdrawAsync(AttemptKey attempt, CancellationToken cancellationToken)
    {
        await book.LoadAsync(cancellationToken);
        var known = book.Of(attempt);
        if (!known.Update(record => record.Withdrawn ? record : record with { Withdrawn = true, Credential = null, Inventory = null })) return;
        await book.SaveAsync(known, cancellationToken);
        await book.ForgetContentAsync(known, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<PortResult<ReadOnlyMemory<byte>>> ReadUkiAsync(CancellationToken cancellationToken)
    {
        var folder = deployImageFolder();
        var opened = await DeployImageFolder.OpenAsync(folder, cancellationToken);
        if (opened is not Outcome<DeployImage>.Success { Value: var image }) return Local(opened.Diagnostics[0]);
        return new ReadOnlyMemory<byte>(await File.ReadAllBytesAsync(Path.Combine(folder, image.File), cancellationToken));
    }

    /// <inheritdoc/>
    public void Dispose() => _preparing.Dispose();

    // The image is read and its template made once, and again only when somebody built another image.
    private async Task<Outcome<(DeployImage Image, MediaTemplate Template)>> PrepareAsync(CancellationToken cancellationToken)
    {
        await _preparing.WaitAsync(cancellationToken);
        try
        {
            var folder = deployImageFolder();
            var written = File.GetLastWriteTimeUtc(Path.Combine(folder, DeployImageFolder.DescriptionFile));
            if (_prepared is { } ready && ready.Written == written) return (ready.Image, ready.Template);

            var opened = await DeployImageFolder.OpenAsync(folder, cancellationToken);
            if (opened is not Outcome<DeployImage>.Success { Value: var image }) return Outcome<(DeployImage, MediaTemplate)>.Fail(opened.Diagnostics);
            var made = await composer.PrepareAsync(folder, image, templateFolder, cancellationToken);
            if (made is not Outcome<MediaTemplate>.Success { Value: var template }) return Outcome<(DeployImage, MediaTemplate)>.Fail(made.Diagnostics);
            _prepared = (written, image, template);
            return (image, template);
        }
        finally
        {
            _preparing.Release();
        }
    }

    private Outcome<AttemptRecord> Make(MediaRequest request, MediaAddresses addresses, DeployImage image, MediaTemplate template)
    {
        var now = time.GetUtcNow();
        var ticket = Tokens.New();
        var credential = new AgentTicket(
            addresses.Agents.Select(address => address.GetLeftPart(UriPartial.Authority)).ToArray(),
            keys.AuthorityPem,
            ticket,
            request.Attempt.Number,
            request.Epoch,
            request.ServerName,
            now.ToUnixTimeSeconds()).ToJson();
        if (MediaComposer.Fill(credential) is Outcome<byte[]>.Failure tooLarge) return Outcome<AttemptRecord>.Fail(tooLarge.Errors);
        return new AttemptRecord
        {
            Claim = request.Attempt.Claim,
            Number = request.Attempt.Number,
            ServerName = request.ServerName,
            Epoch = request.Epoch,
            IssuedUnixSeconds = now.ToUnixTimeSeconds(),
            ExpiresUnixSeconds = (now + request.ValidFor).ToUnixTimeSeconds(),
            MediaToken = Tokens.New(),
            MediaName = FileName(request.ServerName),
            ImageSha256 = image.Sha256,
            TemplateSize = template.Size,
            PlaceOffset = template.PlaceOffset,
            AgentVersion = image.AgentVersion,
            Credential = Encoding.UTF8.GetString(credential),
            TicketSha256 = Tokens.Digest(ticket),
        };
    }

    private static string FileName(string server)
    {
        var name = new string(server.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_').ToArray());
        return (name.Length == 0 ? "server" : name) + ".iso";
    }

    private static Fault Local(Diagnostic diagnostic) => new(FaultKind.Local, diagnostic);
}
