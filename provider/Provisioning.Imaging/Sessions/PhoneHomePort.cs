using Provisioning.AgentContract.Sessions;
using Provisioning.Engine.Imaging;
using Provisioning.Imaging.Ledger;
using Provisioning.Imaging.Serving;
using Provisioning.Imaging.Trust;
using Provisioning.Model.Agents;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Faults;
using Provisioning.Model.Inventories;

namespace Provisioning.Imaging.Sessions;

/// <summary>Tickets for installed systems, and what those report.</summary>
internal sealed class PhoneHomePort(AttemptBook book, MediaServer server, SiteKeys keys, TimeProvider time) : IPhoneHomePort
{
    // The token stands on the installed disk; a first boot may be late, a report for ever is not wanted.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <inheritdoc/>
    public async ValueTask<PortResult<PhoneHomeTicket>> OpenAsync(AttemptKey attempt, CancellationToken cancellationToken)
    {
        var started = await server.StartAsync(cancellationToken);
        if (started is not Outcome<MediaAddresses>.Success { Value: var addresses }) return new Fault(FaultKind.Local, started.Diagnostics[0]);

        var known = book.Of(attempt);
        var fresh = new PhoneRecord(attempt.Claim, attempt.Number, Tokens.New(), (time.GetUtcNow() + Lifetime).ToUnixTimeSeconds(), null, null);
        var phone = known.OpenPhone(fresh);
        if (ReferenceEquals(phone, fresh)) await book.SaveAsync(known, phone, cancellationToken);
        return new PhoneHomeTicket(new Uri(addresses.Agents[0], AgentRoutes.PhoneHome(phone.Token)), keys.AuthorityPem);
    }

    /// <inheritdoc/>
    public async ValueTask<PhoneHomeReport?> WaitAsync(AttemptKey attempt, TimeSpan atMost, CancellationToken cancellationToken)
    {
        await book.LoadAsync(cancellationToken);
        var known = book.Of(attempt);
        var end = time.GetUtcNow() + atMost;
        while (true)
        {
            var seen = known.Version;
            if (known.Phone is { Report: not null, ReceivedUnixSeconds: { } received } phone) return Read(phone.Report, received);
            var left = end - time.GetUtcNow();
            if (left <= TimeSpan.Zero) return null;
            await known.WaitAsync(seen, left, time, cancellationToken);
        }
    }

    private static PhoneHomeReport Read(AgentContract.Identities.PhoneHome report, long received) => new(
        DateTimeOffset.FromUnixTimeSeconds(received),
        report.InstanceId,
        report.Hostname,
        new InBandInventory
        {
            Uuid = Guid.TryParse(report.Uuid, out var uuid) ? uuid : Guid.Empty,
            Serial = report.Serial,
            ProcessorCount = report.CpuCount == 0 ? null : report.CpuCount,
            MemoryMib = report.MemoryMiB == 0 ? null : report.MemoryMiB,
            Interfaces = (report.Nics ?? []).Select(nic => new NetworkInterface("", nic.Mac, null)).ToValueArray(),
            Drives = (report.Disks ?? []).Select(disk => new Drive(disk.Name, disk.Serial, null, disk.SizeBytes, null)).ToValueArray(),
        });
}
