using System.Globalization;
using Provisioning.Api.Discovery;
using Provisioning.Engine.Discovery;
using Provisioning.Engine.Inventories;
using Provisioning.Model.Collections;
using Provisioning.Model.Discovery;
using Provisioning.Model.Faults;
using Provisioning.Model.Security;
using Provisioning.Model.Sites;

namespace Provisioning.Host.Composition;

/// <summary>The checks of one BMC, each resting on the one before: reach, certificate, service, clock, login, role.</summary>
internal sealed class Examination(IBmcProbe probe, IBmcConnector connector, TimeProvider time, TimeSpan atMost)
{
    private const string ReachFix = "Check the address and its port, the cable and the route to the management network, and that the BMC's web service is on.";

    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan CertificateNotice = TimeSpan.FromDays(30);

    public async ValueTask<DoctorReport> RunAsync(
        SiteSettings site, DoctorRequest asked, Credential? credential, string? pinned, CancellationToken cancellationToken)
    {
        var address = asked.Address;
        var request = new BmcProbeRequest(address, site.TlsTrust, site.TlsAuthorities, atMost);
        if (!(await probe.ProbeAsync(request, cancellationToken)).TryGet(out var answer, out var fault))
        {
            var check = fault.Kind == FaultKind.TlsUntrusted ? "TLS certificate" : "Reach";
            string[] resting = check == "Reach" ? ["TLS certificate", "Redfish service", "Clock", "Login", "Role"] : ["Redfish service", "Clock", "Login", "Role"];
            return new DoctorReport(address, [Failed(check, fault), .. Skipped(resting)], time.GetUtcNow());
        }

        ValueArray<DoctorCheck> outside =
        [
            new("Reach", DoctorVerdict.Passed, $"{address} answers.", "", null),
            Certificate(answer, pinned),
            Service(answer),
            Clock(answer),
        ];
        var inside = await InsideAsync(site, asked, credential, pinned ?? answer.Fingerprint, cancellationToken);
        return inside with { Checks = outside.AddRange(inside.Checks) };
    }

    private static DoctorCheck Service(BmcProbeAnswer answer)
    {
        var seen = $"Redfish {answer.RedfishVersion ?? "of unknown version"} {answer.Vendor} {answer.Product}".TrimEnd();
        return answer.RedfishVersion is null
            ? new DoctorCheck("Redfish service", DoctorVerdict.Warning, seen, "Look whether the address is that of the BMC and Redfish is switched on.", null)
            : new DoctorCheck("Redfish service", DoctorVerdict.Passed, seen, "", null);
    }

    private DoctorCheck Certificate(BmcProbeAnswer answer, string? pinned)
    {
        var until = answer.CertificateNotAfter.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var seen = $"{answer.CertificateSubject}, SHA-256 {answer.Fingerprint}, valid until {until}";
        if (pinned is not null && pinned != answer.Fingerprint)
            return new DoctorCheck("TLS certificate", DoctorVerdict.Failed, $"{seen}; trusted is {pinned}", "If the change was meant, run `baremetal trust NAME`.", null);
        return answer.CertificateNotAfter - time.GetUtcNow() < CertificateNotice
            ? new DoctorCheck("TLS certificate", DoctorVerdict.Warning, seen, "Renew the BMC's certificate.", null)
            : new DoctorCheck("TLS certificate", DoctorVerdict.Passed, seen, "", null);
    }

    private DoctorCheck Clock(BmcProbeAnswer answer)
    {
        if (answer.Clock is not { } clock) return new DoctorCheck("Clock", DoctorVerdict.Skipped, "The BMC does not tell its time.", "", null);
        var off = (clock - time.GetUtcNow()).Duration();
        var seen = string.Create(CultureInfo.InvariantCulture, $"{clock:u}, {off.TotalSeconds:F0} s from ours");
        return off > ClockTolerance
            ? new DoctorCheck("Clock", DoctorVerdict.Warning, seen, "Set NTP servers with a bmc_profile; event logs and certificates rest on the clock.", null)
            : new DoctorCheck("Clock", DoctorVerdict.Passed, seen, "", null);
    }

    private async ValueTask<DoctorReport> InsideAsync(
        SiteSettings site, DoctorRequest asked, Credential? credential, string fingerprint, CancellationToken cancellationToken)
    {
        var report = new DoctorReport(asked.Address, [], time.GetUtcNow());
        if (credential is null)
        {
            // What was asked for expressly and cannot be told is a failure; a look from outside is complete without it.
            var verdict = asked.Bios || asked.Firmware ? DoctorVerdict.Failed : DoctorVerdict.Skipped;
            return report with
            {
                Checks = [new DoctorCheck("Login", verdict, "No credential was named.", "Name one with --credential to look closer.", null), .. Skipped(["Role"])],
            };
        }

        var request = new BmcConnectRequest
        {
            Address = asked.Address,
            Credentials = [credential],
            TlsTrust = site.TlsTrust,
            TlsAuthorities = site.TlsAuthorities,
            PinnedFingerprint = site.TlsTrust == TlsTrust.PinOnFirstUse ? fingerprint : null,
            RequestsInFlight = site.Limits.BmcRequests,
        };
        if (!(await connector.ConnectAsync(request, cancellationToken)).TryGet(out var connection, out var fault))
            return report with { Checks = [Failed("Login", fault), .. Skipped(["Role"])] };
        await using (connection)
        {
            var identity = (await connection.Inventory.ReadAsync(InventoryScope.Identity, cancellationToken)).Match(
                inventory => $"{inventory.Identity.Manufacturer} {inventory.Identity.Model}, serial {inventory.Identity.Serial}",
                unread => $"logged in, but the system cannot be read: {unread.Diagnostic.Summary}");
            report = report with
            {
                Checks = [new DoctorCheck("Login", DoctorVerdict.Passed, $"{credential.Username}: {identity}", "", null), await RoleAsync(connection, cancellationToken)],
            };
            return await ListAsync(report, asked, connection, cancellationToken);
        }
    }

    private static async ValueTask<DoctorReport> ListAsync(
        DoctorReport report, DoctorRequest asked, IBmcConnection connection, CancellationToken cancellationToken)
    {
        if (asked.Bios)
        {
            report = (await MachineListing.BiosAsync(connection, cancellationToken)).Match(
                bios => report with { Bios = bios },
                fault => report with { Checks = report.Checks.Add(Failed("BIOS attributes", fault)) });
        }

        if (asked.Firmware)
        {
            report = (await MachineListing.FirmwareAsync(connection, cancellationToken)).Match(
                firmware => report with { Firmware = firmware },
                fault => report with { Checks = report.Checks.Add(Failed("Firmware inventory", fault)) });
        }

        return report;
    }

    private static async ValueTask<DoctorCheck> RoleAsync(IBmcConnection connection, CancellationToken cancellationToken) =>
        (await connection.Accounts.ReadOwnRoleAsync(cancellationToken)).Match(
            role => role switch
            {
                null => new DoctorCheck("Role", DoctorVerdict.Warning, "The BMC does not tell the account's role.", "", null),
                "Administrator" => new DoctorCheck("Role", DoctorVerdict.Passed, role, "", null),
                _ => new DoctorCheck("Role", DoctorVerdict.Warning, role, "Provisioning needs an account with the role Administrator; reading does not.", null),
            },
            fault => Failed("Role", fault));

    /// <summary>A check that failed, with the cause as a plan shows it. What to do is never to run this examination.</summary>
    private static DoctorCheck Failed(string name, Fault fault)
    {
        var diagnostic = fault.Diagnostic;
        var seen = diagnostic.Seen.Length == 0 ? diagnostic.Summary : $"{diagnostic.Summary}: {diagnostic.Seen}";
        return new DoctorCheck(name, DoctorVerdict.Failed, seen, diagnostic.Code == BmcDiagnostics.Unreachable.Code ? ReachFix : diagnostic.Action, diagnostic.Code);
    }

    private static IEnumerable<DoctorCheck> Skipped(IEnumerable<string> names) =>
        names.Select(name => new DoctorCheck(name, DoctorVerdict.Skipped, "Rests on a check that was not passed.", "", null));
}
