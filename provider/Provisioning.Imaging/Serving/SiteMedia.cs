using Provisioning.Engine.Imaging;
using Provisioning.Imaging.Ledger;
using Provisioning.Imaging.Media;
using Provisioning.Imaging.OsImages;
using Provisioning.Imaging.Sessions;
using Provisioning.Imaging.Tools;
using Provisioning.Imaging.Trust;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Imaging.Serving;

/// <summary>
/// Everything that machines get from the engine and tell it, for one site: the ports that the engine works with, over one media server that
/// starts when it is first needed.
/// </summary>
public sealed class SiteMedia : IAsyncDisposable
{
    private readonly AttemptBook _book;
    private readonly ImageCache _images;
    private readonly MediaServer _server;
    private readonly MediaPort _media;
    private readonly TimeProvider _time;

    /// <summary>Puts the parts together; nothing is opened or started.</summary>
    /// <param name="options">Where things are.</param>
    /// <param name="keys">The site's keys; not owned.</param>
    /// <param name="ledger">What survives the engine.</param>
    /// <param name="tools">Runs the tools that make a boot medium.</param>
    /// <param name="time">The clock.</param>
    public SiteMedia(SiteMediaOptions options, SiteKeys keys, IMediaLedger ledger, IToolRunner tools, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        var templates = Path.Combine(options.Folder, "boot");
        _time = time;
        _book = new AttemptBook(ledger);
        _images = new ImageCache(
            Path.Combine(options.Folder, "images"),
            new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(30) },
            time,
            options.Note);
        _server = new MediaServer(
            _book, keys, options.Settings, new MediaRequests(_book, templates, _images, time), new AgentRequests(_book, time, options.Note), new PhoneHomeRequests(_book, time));
        _media = new MediaPort(_book, _server, new MediaComposer(tools), keys, options.DeployImageFolder, templates, time);
        Images = new ImageStorePort(_book, _server, _images);
        Agents = new AgentPort(_book, _server, time);
        PhoneHome = new PhoneHomePort(_book, _server, keys, time);
    }

    /// <summary>Boot media.</summary>
    public IMediaPort Media => _media;

    /// <summary>OS images.</summary>
    public IImageStorePort Images { get; }

    /// <summary>The agents.</summary>
    public IAgentPort Agents { get; }

    /// <summary>Installed systems.</summary>
    public IPhoneHomePort PhoneHome { get; }

    /// <summary>The port that is listened on; null: the server has not started.</summary>
    public int? Port => _server.Port;

    /// <summary>
    /// To be called when an engine starts: if machines are under way (a medium, a session or an awaited report that is still good), the server is
    /// started at once on its port, so that they find it again. Returns what is worth an operator's eye (BM4020, BM4021).
    /// </summary>
    public async Task<Outcome<bool>> ResumeAsync(CancellationToken cancellationToken)
    {
        await _book.LoadAsync(cancellationToken);
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        var awaited = _book.All.Any(attempt =>
            attempt.Record is { Withdrawn: false } record && record.ExpiresUnixSeconds > now
            || attempt.Phone is { Report: null } phone && phone.ExpiresUnixSeconds > now);
        if (!awaited) return false;
        return (await _server.StartAsync(cancellationToken)).Match<Outcome<bool>>(_ => true, failure => Outcome<bool>.Fail(failure.Errors));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _media.Dispose();
        _images.Dispose();
        _book.Dispose();
    }
}
