using Provisioning.Api.Discovery;
using Provisioning.Engine.Administration;
using Provisioning.Engine.Discovery;
using Provisioning.Engine.Inventories;
using Provisioning.Host.Serving;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Discovery;
using Provisioning.Model.Faults;
using Provisioning.Model.Inventories;
using Provisioning.Model.Security;
using Provisioning.Model.Sites;

namespace Provisioning.Host.Composition;

/// <summary>Finds and examines BMCs. Writes nothing to any machine; a login is made only where a credential is named.</summary>
internal sealed class DiscoveryCalls(IBmcProbe probe, IBmcConnector connector, IServerAdministration administration, TimeProvider time)
{
    private const int AtOnce = 64;
    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(10);

    public async ValueTask<Outcome<ValueArray<DiscoveredBmc>>> DiscoverAsync(
        DoorContext door, DiscoverRequest request, IOperationSink sink, CancellationToken cancellationToken)
    {
        if (!AddressRange.TryExpand(request.Targets, out var addresses, out var malformed)) return malformed;
        var credential = FindCredential(door, request.Credential);
        if (request.Credential is not null && credential is null) return DiscoveryDiagnostics.CredentialIsUnknown(request.Credential);

        var enrolled = await administration.StatusAsync(null, cancellationToken);
        var names = enrolled.GroupBy(server => server.Address).ToDictionary(group => group.Key, group => group.First().Name);
        var named = request.Targets.Where(target => !AddressRange.IsRange(target)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = new DiscoveredBmc?[addresses.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, addresses.Count, options, async (index, token) =>
        {
            var looked = await LookAsync(door, addresses[index], credential, names.GetValueOrDefault(addresses[index]), token);
            found[index] = looked.HasAnswered || named.Contains(addresses[index]) ? looked : null;
            if (looked is { HasAnswered: true } bmc) sink.Progress("", $"{bmc.Address}: {bmc.Manufacturer ?? "a Redfish service"} {bmc.Model}".TrimEnd());
        });
        return found.OfType<DiscoveredBmc>().ToValueArray();
    }

    public async ValueTask<Outcome<DoctorReport>> DoctorAsync(DoorContext door, DoctorRequest request, CancellationToken cancellationToken)
    {
        var credential = FindCredential(door, request.Credential);
        if (request.Credential is not null && credential is null) return DiscoveryDiagnostics.CredentialIsUnknown(request.Credential);
        var examination = new Examination(probe, connector, time, ProbeTime);
        var pinned = await PinnedAsync(request.Address, cancellationToken);
        return await examination.RunAsync(door.Site, request, credential, pinned, cancellationToken);
    }

    private async ValueTask<string?> PinnedAsync(string address, CancellationToken cancellationToken)
    {
        var enrolled = await administration.StatusAsync(null, cancellationToken);
        return enrolled.FirstOrDefault(server => server.Address == address)?.Fingerprint;
    }

    private async ValueTask<DiscoveredBmc> LookAsync(
        DoorContext door, string address, Credential? credential, string? enrolledAs, CancellationToken cancellationToken)
    {
        var request = new BmcProbeRequest(address, door.Site.TlsTrust, door.Site.TlsAuthorities, ProbeTime);
        if (!(await probe.ProbeAsync(request, cancellationToken)).TryGet(out var answer, out var fault))
            return new DiscoveredBmc { Address = address, EnrolledAs = enrolledAs, ObservedAt = time.GetUtcNow(), Fault = fault.Diagnostic };
        fault = null;
        ServerInventory? inventory = null;
        if (credential is not null) _ = (await ReadAsync(door, address, credential, answer.Fingerprint, cancellationToken)).TryGet(out inventory, out fault);
        return new DiscoveredBmc
        {
            Address = address,
            Manufacturer = inventory?.Identity.Manufacturer ?? answer.Vendor,
            Model = inventory?.Identity.Model ?? answer.Product,
            Serial = inventory?.Identity.Serial,
            Uuid = inventory?.Identity.Uuid.ToString("D"),
            RedfishVersion = answer.RedfishVersion,
            BmcFirmware = inventory?.BmcVersion,
            TlsFingerprint = answer.Fingerprint,
            Power = inventory?.Power.State.ToString(),
            EnrolledAs = enrolledAs,
            ObservedAt = time.GetUtcNow(),
            Fault = fault?.Diagnostic,
        };
    }

    private async ValueTask<PortResult<ServerInventory>> ReadAsync(
        DoorContext door, string address, Credential credential, string fingerprint, CancellationToken cancellationToken)
    {
        var request = new BmcConnectRequest
        {
            Address = address,
            Credentials = [credential],
            TlsTrust = door.Site.TlsTrust,
            TlsAuthorities = door.Site.TlsAuthorities,
            PinnedFingerprint = door.Site.TlsTrust == TlsTrust.PinOnFirstUse ? fingerprint : null,
            RequestsInFlight = door.Site.Limits.BmcRequests,
        };
        if (!(await connector.ConnectAsync(request, cancellationToken)).TryGet(out var connection, out var fault)) return fault;
        await using (connection)
        {
            return await connection.Inventory.ReadAsync(InventoryScope.Full, cancellationToken);
        }
    }

    private static Credential? FindCredential(DoorContext door, string? name) => door.Credentials.FirstOrDefault(credential => credential.Name == name);
}
