using System.CommandLine;
using Provisioning.Api.Local;
using Provisioning.Cli.Rendering;
using Provisioning.Cli.Security;
using Provisioning.Model.Collections;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Discovery;
using Provisioning.Model.Hosting;
using Provisioning.Model.Sites;

namespace Provisioning.Cli;

/// <summary>The options that verbs share: which store, which logins, and in what form the results are.</summary>
internal sealed class CommonOptions
{
    private const string StandardSite = "default";

    private readonly Option<string?> _site = new("--site")
    {
        Description = "Which site's store. BAREMETAL_SITE; otherwise 'default'.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _state = new("--state")
    {
        Description = "The folder of all stores. BAREMETAL_STATE; otherwise below XDG_STATE_HOME or ~/.local/state.",
        HelpName = "FOLDER",
    };

    private readonly Option<string> _form = new("--output")
    {
        Description = "The form of the results: text or json (one object on each line).",
        DefaultValueFactory = _ => "text",
    };

    private readonly Option<bool> _json = new("--json") { Description = "The same as --output json.", Recursive = true };

    private readonly Option<bool> _verbose = new("--verbose", "-v") { Description = "Say more about the engine that answers.", Recursive = true };

    private readonly Option<string[]> _credentials = new("--credential")
    {
        Description = "A login by reference: NAME=USER:env:VARIABLE or NAME=USER:file:PATH. May be given several times.",
        HelpName = "REFERENCE",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> _credentialFile = new("--credentials")
    {
        Description = "A file with one such reference on each line.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _tls = new("--tls")
    {
        Description = "How certificates of BMCs are judged: pin_on_first_use, ca or insecure. BAREMETAL_TLS_TRUST.",
    };

    private readonly Option<string?> _authorities = new("--tls-ca")
    {
        Description = "A PEM file with the authorities for --tls ca. BAREMETAL_TLS_CA_FILE.",
        HelpName = "FILE",
    };

    /// <summary>Makes the options.</summary>
    public CommonOptions()
    {
        _form.AcceptOnlyFromAmong("text", "json");
        _tls.AcceptOnlyFromAmong("pin_on_first_use", "ca", "insecure");
    }

    /// <summary>Adds those that every verb has.</summary>
    public void AddTo(RootCommand root)
    {
        root.Options.Add(_json);
        root.Options.Add(_verbose);
    }

    /// <summary>Adds those of a verb that talks to the engine.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="writesFiles">Whether its own <c>--output</c> means a folder.</param>
    public void AddEngine(Command verb, bool writesFiles = false)
    {
        verb.Options.Add(_site);
        verb.Options.Add(_state);
        if (!writesFiles) verb.Options.Add(_form);
    }

    /// <summary>Adds those of a verb that has BMCs asked.</summary>
    public void AddMachines(Command verb)
    {
        verb.Options.Add(_credentials);
        verb.Options.Add(_credentialFile);
        verb.Options.Add(_tls);
        verb.Options.Add(_authorities);
    }

    /// <summary>Whether the user asked for more words.</summary>
    public bool IsVerbose(ParseResult parsed) => parsed.GetValue(_verbose);

    /// <summary>Where results go.</summary>
    public CommandOutput Output(ParseResult parsed, CommandSurroundings surroundings) =>
        new(surroundings, parsed.GetValue(_json) || (parsed.GetResult(_form) is not null && parsed.GetValue(_form) == "json"));

    /// <summary>Which store.</summary>
    public Outcome<EnginePlace> Place(ParseResult parsed, CommandSurroundings surroundings)
    {
        var environment = surroundings.Environment;
        if (parsed.GetResult(_state) is not null && parsed.GetValue(_state) is { Length: > 0 } state)
        {
            environment = new Dictionary<string, string>(environment, StringComparer.Ordinal) { ["BAREMETAL_STATE"] = state };
        }

        return EnginePlace.OfSite(SiteName(parsed, surroundings), environment);
    }

    /// <summary>What the engine is told about this door.</summary>
    public Outcome<DoorContext> Door(ParseResult parsed, CommandSurroundings surroundings)
    {
        var given = parsed.GetResult(_credentials) is null ? [] : parsed.GetValue(_credentials) ?? [];
        var file = parsed.GetResult(_credentialFile) is null ? null : parsed.GetValue(_credentialFile);
        var resolved = CredentialReference.Resolve(given, file, surroundings.Environment);
        if (resolved is not Outcome<ValueArray<Model.Security.Credential>>.Success { Value: var credentials })
        {
            return Outcome<DoorContext>.Fail(resolved.Diagnostics);
        }

        var trust = (parsed.GetResult(_tls) is null ? null : parsed.GetValue(_tls))
            ?? surroundings.Environment.GetValueOrDefault("BAREMETAL_TLS_TRUST");
        var authorities = (parsed.GetResult(_authorities) is null ? null : parsed.GetValue(_authorities))
            ?? surroundings.Environment.GetValueOrDefault("BAREMETAL_TLS_CA_FILE");
        string? pem = null;
        try
        {
            if (authorities is not null) pem = File.ReadAllText(authorities);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return CommandDiagnostics.Authorities(authorities ?? "", exception.Message);
        }

        var site = new SiteSettings
        {
            Site = SiteName(parsed, surroundings),
            TlsTrust = trust switch
            {
                "ca" => TlsTrust.CertificateAuthority,
                "insecure" => TlsTrust.Insecure,
                _ => TlsTrust.PinOnFirstUse,
            },
            TlsAuthorities = pem,
            CredentialNames = credentials.Select(credential => credential.Name).ToValueArray(),
        };
        var door = new DoorContext(site, credentials, "command", surroundings.Actor);
        return site.TlsTrust == TlsTrust.Insecure ? new Outcome<DoorContext>.Success(door, [BmcDiagnostics.Insecure(null)]) : door;
    }

    /// <summary>The credential that a verb uses where it needs one: the only one given, or the one named <c>default</c>.</summary>
    public static string? CredentialOf(DoorContext door) => door.Credentials.Count == 1
        ? door.Credentials[0].Name
        : door.Credentials.FirstOrDefault(credential => credential.Name == "default")?.Name;

    private string SiteName(ParseResult parsed, CommandSurroundings surroundings) =>
        (parsed.GetResult(_site) is null ? null : parsed.GetValue(_site)) ?? surroundings.Environment.GetValueOrDefault("BAREMETAL_SITE") ?? StandardSite;
}
