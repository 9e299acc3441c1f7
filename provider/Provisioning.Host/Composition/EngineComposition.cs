using Provisioning.Bmc.Discovery;
using Provisioning.Engine.Operations;
using Provisioning.Host.Logs;
using Provisioning.Host.Serving;
using Provisioning.Imaging.Serving;
using Provisioning.Imaging.Tools;
using Provisioning.Imaging.Trust;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Sites;
using Provisioning.Resources.Catalogue;
using Provisioning.Storage.Stores;

namespace Provisioning.Host.Composition;

/// <summary>The composition root: every part of the engine by hand, in one place, in the order in which one needs another.</summary>
/// <param name="version">The program's version, for receipts.</param>
public sealed class EngineComposition(string version) : IEngineFacadeFactory
{
    /// <inheritdoc/>
    public async ValueTask<Outcome<IEngineFacade>> OpenAsync(EngineStart start, CancellationToken cancellationToken)
    {
        var opened = new OpenedParts();
        try
        {
            var facade = await OpenAsync(start, opened, cancellationToken);
            if (facade.Succeeded) opened = null;
            return facade;
        }
        finally
        {
            if (opened is not null) await opened.DisposeAsync();
        }
    }

    private async ValueTask<Outcome<IEngineFacade>> OpenAsync(EngineStart start, OpenedParts opened, CancellationToken cancellationToken)
    {
        var storing = await EngineStore.OpenAsync(start.StoreFolder, start.Time, cancellationToken);
        if (storing is not Outcome<EngineStore>.Success { Value: var store }) return Outcome<IEngineFacade>.Fail(storing.Diagnostics);
        opened.Add(store);

        var keying = SiteKeys.LoadOrCreate(Path.Combine(start.StoreFolder, "keys"), start.Site, start.Time);
        if (keying is not Outcome<SiteKeys>.Success { Value: var keys }) return Outcome<IEngineFacade>.Fail(keying.Diagnostics);
        opened.Add(keys);

        var site = new SiteInForce(Path.Combine(Path.GetDirectoryName(start.StoreFolder)!, "agent"), new SiteSettings { Site = start.Site });
        if (await store.ReadSiteAsync(cancellationToken) is { } kept) site.Set(new SiteSettings { Site = start.Site, Media = kept.Media, Limits = kept.Limits });
        var media = new SiteMedia(
            new SiteMediaOptions
            {
                Folder = Path.Combine(start.StoreFolder, "media"),
                Settings = () => site.Media,
                DeployImageFolder = () => site.AgentImageFolder,
                Note = diagnostic => start.Log.Write(
                    diagnostic.IsError ? EngineLogLevel.Error : EngineLogLevel.Warning, $"code={diagnostic.Code} media server: {diagnostic.Summary}: {diagnostic.Seen}"),
            },
            keys,
            new MediaLedgerAdapter(store.Rows(MediaLedgerAdapter.Space)),
            new ToolRunner(start.Time),
            start.Time);
        opened.Add(media);

        var bmcs = new RedfishConnector(store.Logins, start.Time);
        var folder = new ReceiptFolder(start.StoreFolder);
        var receipts = new ReceiptAdapter(keys.ReceiptKey, folder, version, bmcs.QuirksDigest);
        opened.Add(receipts);
        await receipts.KeepKeyAsync(cancellationToken);

        var engine = await EngineBuilder.BuildAsync(
            new EnginePorts
            {
                Store = new LoggedStore(store, start.Log),
                Guard = new WriteGuardAdapter(start.Guard),
                Bmcs = bmcs,
                Media = media.Media,
                Images = media.Images,
                Agents = media.Agents,
                PhoneHome = media.PhoneHome,
                Attestation = new AttestationAdapter(),
                Receipts = receipts,
                Time = start.Time,
            },
            cancellationToken);
        var resuming = await media.ResumeAsync(cancellationToken);
        foreach (var diagnostic in resuming.Diagnostics) start.Log.Write($"media server: {diagnostic}");

        return new EngineFacade(
            store.Epoch,
            new ResourceCalls(new ResourceCatalogue(engine.Operations), site),
            new ServerCalls(engine.Administration),
            new DiscoveryCalls(new RedfishProbe(start.Time), bmcs, engine.Administration, start.Time),
            new ReceiptCalls(folder, engine.Administration),
            opened);
    }
}
