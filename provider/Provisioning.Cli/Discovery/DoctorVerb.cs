using System.CommandLine;
using Provisioning.Api.Discovery;
using Provisioning.Cli.Rendering;
using Provisioning.Model.Diagnostics;

namespace Provisioning.Cli.Discovery;

/// <summary><c>baremetal doctor ADDRESS…</c>.</summary>
internal static class DoctorVerb
{
    /// <summary>Makes it.</summary>
    public static Command Create(EngineVerb engine)
    {
        var addresses = new Argument<string[]>("ADDRESS") { Description = "The BMC, with a port if need be.", Arity = ArgumentArity.OneOrMore };
        var bios = new Option<string?>("--bios")
        {
            Description = "Also list the BIOS attributes, with value, type and what they can be; with FILTER only those whose names contain it. Needs a login.",
            HelpName = "FILTER",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var firmware = new Option<bool>("--firmware") { Description = "Also list the firmware components, with role and version. Needs a login." };
        var verb = new Command("doctor", "Examine BMCs: reach, certificate, clock, login, role; each check with its fix; writes nothing.") { addresses, bios, firmware };
        engine.Common.AddEngine(verb);
        engine.Common.AddMachines(verb);
        engine.Do(verb, async (parsed, output, client, door, cancellationToken) =>
        {
            var worst = ExitCode.Done;
            foreach (var address in parsed.GetRequiredValue(addresses))
            {
                var asksBios = parsed.GetResult(bios) is not null;
                var request = new DoctorRequest(address, CommonOptions.CredentialOf(door)) { Bios = asksBios, Firmware = parsed.GetValue(firmware) };
                var outcome = await client.DoctorAsync(door, request, cancellationToken);
                if (outcome is Outcome<DoctorReport>.Success { Value: var report })
                {
                    if (!Show(report, output)) worst = ExitCode.Error;
                    if (asksBios) MachineTables.ShowBios(report, parsed.GetValue(bios) ?? "", output);
                    if (request.Firmware) MachineTables.ShowFirmware(report, output);
                }

                if (output.Report(outcome.Diagnostics) != ExitCode.Done) worst = ExitCode.Error;
            }

            return worst;
        });
        return verb;
    }

    private static bool Show(DoctorReport report, CommandOutput output)
    {
        output.Line($"{report.Address} (looked at {Words.Instant(report.ObservedAt)})");
        foreach (var check in report.Checks)
        {
            output.Json(json =>
            {
                json.WriteString("address", report.Address);
                json.WriteString("check", check.Name);
                json.WriteString("verdict", Name(check.Verdict));
                json.WriteString("seen", check.Seen);
                json.WriteString("fix", check.Fix);
                if (check.Code is { } code) json.WriteString("code", $"{code}");
            });
            output.Line($"  {Name(check.Verdict),-8}{check.Name}: {check.Seen}{(check.Code is { } known ? $" [{known}]" : "")}");
            if (check.Fix.Length > 0) output.Line($"          do: {check.Fix}");
        }

        return report.Checks.All(check => check.Verdict != DoctorVerdict.Failed);
    }

    private static string Name(DoctorVerdict verdict) => verdict switch
    {
        DoctorVerdict.Passed => "ok",
        DoctorVerdict.Warning => "warning",
        DoctorVerdict.Skipped => "skipped",
        _ => "failed",
    };
}
