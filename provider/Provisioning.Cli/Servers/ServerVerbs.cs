using System.CommandLine;
using Provisioning.Api.Operations;
using Provisioning.Api.Servers;
using Provisioning.Cli.Rendering;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Hosting;

namespace Provisioning.Cli.Servers;

/// <summary>The verbs that change what the engine may do with a server: hold, unhold, trust, resolve, forget.</summary>
internal static class ServerVerbs
{
    /// <summary>Makes them.</summary>
    public static IEnumerable<Command> Create(EngineVerb engine) =>
        [Hold(engine), Unhold(engine), Trust(engine), Resolve(engine), Forget(engine)];

    private static Argument<string> Name() => new("NAME") { Description = "The server's name." };

    private static Command Hold(EngineVerb engine)
    {
        var name = Name();
        var reason = new Option<string>("--reason") { Description = "Why; shown to whoever meets the hold.", Required = true };
        var until = new Option<string?>("--until") { Description = "When it lifts itself: a time such as 2026-05-01T08:00:00Z, or a span from now such as 30s, 4h or 2d." };
        var ticket = new Option<string?>("--ticket") { Description = "Where it is written about." };
        var verb = new Command("hold", "Stop all work on a server until it is lifted; beats every door and every remedy.") { name, reason, until, ticket };
        engine.Common.AddEngine(verb);
        engine.Act(verb, (parsed, client, door, cancellationToken) =>
        {
            DateTimeOffset? moment = null;
            if (parsed.GetValue(until) is { } text)
            {
                moment = Words.Moment(text, engine.Surroundings.Time.GetUtcNow());
                if (moment is null) return ValueTask.FromResult<Outcome<Acknowledgement>>(CommandDiagnostics.Time(text));
            }

            var request = new HoldRequest(parsed.GetRequiredValue(name), parsed.GetRequiredValue(reason), moment, parsed.GetValue(ticket));
            return client.HoldAsync(door, request, cancellationToken);
        });
        return verb;
    }

    private static Command Unhold(EngineVerb engine)
    {
        var name = Name();
        var verb = new Command("unhold", "Lift a hold.") { name };
        engine.Common.AddEngine(verb);
        engine.Act(verb, (parsed, client, door, cancellationToken) =>
            client.UnholdAsync(door, new UnholdRequest(parsed.GetRequiredValue(name)), cancellationToken));
        return verb;
    }

    private static Command Trust(EngineVerb engine)
    {
        var name = Name();
        var fingerprint = new Option<string?>("--fingerprint")
        {
            Description = "The SHA-256 of the certificate to accept, 64 hex digits, colons allowed; otherwise whatever certificate the BMC shows at the next contact is accepted.",
            HelpName = "SHA-256",
        };
        var verb = new Command("trust", "Accept a BMC certificate that changed, from the next contact on; this command makes no contact itself.") { name, fingerprint };
        engine.Common.AddEngine(verb);
        engine.Common.AddMachines(verb);
        engine.Act(verb, (parsed, client, door, cancellationToken) =>
        {
            var given = parsed.GetValue(fingerprint);
            var plain = given?.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant();
            return plain is null || Words.IsSha256(plain)
                ? client.TrustAsync(door, new TrustRequest(parsed.GetRequiredValue(name), plain), cancellationToken)
                : ValueTask.FromResult<Outcome<Acknowledgement>>(CommandDiagnostics.Fingerprint(given ?? ""));
        });
        return verb;
    }

    private static Command Resolve(EngineVerb engine)
    {
        var name = Name();
        var step = new Argument<string>("STEP") { Description = "The step, as history names it." };
        var resolution = new Option<string>("--as") { Description = "done: it happened; retry: do it again; abandon: give the attempt up.", Required = true };
        resolution.AcceptOnlyFromAmong("done", "retry", "abandon");
        var verb = new Command("resolve", "Say about a step what the engine cannot tell.") { name, step, resolution };
        engine.Common.AddEngine(verb);
        engine.Act(verb, (parsed, client, door, cancellationToken) =>
        {
            var meant = parsed.GetRequiredValue(resolution) switch
            {
                "done" => Resolution.Done,
                "retry" => Resolution.Retry,
                _ => Resolution.Abandon,
            };
            var request = new ResolveRequest(parsed.GetRequiredValue(name), parsed.GetRequiredValue(step), meant);
            return client.ResolveAsync(door, request, cancellationToken);
        });
        return verb;
    }

    private static Command Forget(EngineVerb engine)
    {
        var name = Name();
        var verb = new Command("forget", "Stop managing a server and touch nothing of it.") { name };
        engine.Common.AddEngine(verb);
        engine.Act(verb, (parsed, client, door, cancellationToken) =>
            client.ForgetAsync(door, new ForgetRequest(parsed.GetRequiredValue(name)), cancellationToken));
        return verb;
    }
}
