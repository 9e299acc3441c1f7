using System.CommandLine;
using Provisioning.Api.Discovery;
using Provisioning.Cli.Rendering;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Cli.Discovery;

/// <summary><c>baremetal discover ADDRESS|CIDR…</c>.</summary>
internal static class DiscoverVerb
{
    /// <summary>Makes it.</summary>
    public static Command Create(EngineVerb engine)
    {
        var targets = new Argument<string[]>("TARGET") { Description = "Addresses, with a port if need be, and CIDR ranges.", Arity = ArgumentArity.OneOrMore };
        var verb = new Command("discover", "Find BMCs and say what they are; writes nothing.") { targets };
        engine.Common.AddEngine(verb);
        engine.Common.AddMachines(verb);
        engine.Do(verb, async (parsed, output, client, door, cancellationToken) =>
        {
            var request = new DiscoverRequest(parsed.GetRequiredValue(targets).ToValueArray(), CommonOptions.CredentialOf(door));
            var outcome = await client.DiscoverAsync(door, request, cancellationToken);
            if (outcome is not Outcome<ValueArray<DiscoveredBmc>>.Success { Value: var found }) return output.Report(outcome.Diagnostics);
            Show(found, output);
            return output.Report(outcome.Diagnostics.AddRange(found.Select(FaultOf).OfType<Diagnostic>()));
        });
        return verb;
    }

    // What answered and let nobody look closer is found all the same.
    private static Diagnostic? FaultOf(DiscoveredBmc bmc) => bmc is { HasAnswered: true, Fault: { } fault } ? fault with { Severity = Severity.Warning } : bmc.Fault;

    private static void Show(ValueArray<DiscoveredBmc> found, CommandOutput output)
    {
        foreach (var bmc in found)
        {
            output.Json(json =>
            {
                json.WriteString("address", bmc.Address);
                json.WriteString("manufacturer", bmc.Manufacturer);
                json.WriteString("model", bmc.Model);
                json.WriteString("serial", bmc.Serial);
                json.WriteString("uuid", bmc.Uuid);
                json.WriteString("redfish", bmc.RedfishVersion);
                json.WriteString("bmcFirmware", bmc.BmcFirmware);
                json.WriteString("tlsFingerprint", bmc.TlsFingerprint);
                json.WriteString("power", bmc.Power);
                json.WriteString("enrolledAs", bmc.EnrolledAs);
                json.WriteString("observedAt", bmc.ObservedAt);
                if (bmc.Fault is { } fault) json.WriteString("fault", $"{fault.Code}");
            });
        }

        var answered = found.Where(bmc => bmc.HasAnswered).ToList();
        if (answered.Count == 0) output.Line("No BMC answered.");
        else output.Table(["ADDRESS", "MANUFACTURER", "MODEL", "SERIAL", "POWER", "REDFISH", "BMC FIRMWARE", "ENROLLED AS"], answered.Select(Row));
    }

    private static string[] Row(DiscoveredBmc bmc) =>
    [
        bmc.Address,
        Words.OrDash(bmc.Manufacturer),
        Words.OrDash(bmc.Model),
        Words.OrDash(bmc.Serial),
        Words.OrDash(bmc.Power),
        Words.OrDash(bmc.RedfishVersion),
        Words.OrDash(bmc.BmcFirmware),
        Words.OrDash(bmc.EnrolledAs),
    ];
}
