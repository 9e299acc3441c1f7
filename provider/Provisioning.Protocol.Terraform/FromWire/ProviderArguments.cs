using System.Collections.Immutable;
using Provisioning.Model.Collections;
using Provisioning.Model.Configuration;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Discovery;
using Provisioning.Model.Sites;
using Provisioning.Schema.Checking;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Sites;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.FromWire;

/// <summary>The provider's arguments, completed from the environment and checked. Files and credentials are read when they are used;
/// that a folder is there is looked at when the provider is configured, because machines would have been changed before its lack was felt.</summary>
internal sealed record ProviderArguments
{
    /// <summary>The site where none is named.</summary>
    private const string DefaultSite = "default";

    private static readonly Value Nothing = new Value.Map(ValueMap<string, Value>.Empty);

    private ProviderArguments(Value content) => Content = content;

    /// <summary>The arguments.</summary>
    public Value Content { get; }

    /// <summary>The folder that holds the stores; null: the default.</summary>
    public string? StateFolder => Text("state_dir");

    /// <summary>The folder of the deploy image with its whole path, because the engine does not work in this program's folder; null: the engine's own.</summary>
    public string? AgentImageFolder => Text("agent_image") is { } folder && !folder.Contains('\0', StringComparison.Ordinal) ? Path.GetFullPath(folder) : null;

    /// <summary>The declared credentials by name.</summary>
    public IEnumerable<KeyValuePair<string, Value>> Credentials => Content.Member("credentials").AsMembers();

    /// <summary>Completes and checks what came.</summary>
    public static Outcome<ProviderArguments> From(Value config, Func<string, string?> environment)
    {
        var fallback = new EnvironmentFallback(environment);
        var content = fallback.Fill(ProviderSchema.Shape, config.IsNull ? Nothing : config);
        var variables = fallback.Variables;
        var errors = ConfigurationCheck.Of(ProviderSchema.Shape, content, AttributePath.Root);
        if (!errors.IsEmpty) return Outcome<ProviderArguments>.Fail(errors.Select(error => FromWhere(error, variables)));

        var arguments = new ProviderArguments(content);
        if (arguments.AgentImageFolder is { } folder && !Directory.Exists(folder))
            return Outcome<ProviderArguments>.Fail([FromWhere(ConfigurationDiagnostics.HasNoFolder(AttributePath.Of("agent_image"), folder), variables)]);
        return arguments.Text("tls", "trust") == "insecure"
            ? new Outcome<ProviderArguments>.Success(arguments, [BmcDiagnostics.Insecure(AttributePath.Of("tls", "trust"))])
            : arguments;
    }

    /// <summary>The site's settings; what is unknown or cannot be read is an error.</summary>
    public Outcome<SiteSettings> ToSettings()
    {
        var unknown = ProviderSchema.Shape.Attributes
            .Where(attribute => attribute.Name != "credentials" && !Content.Member(attribute.Name).IsWhollyKnown)
            .Select(attribute => ConfigurationDiagnostics.IsNotKnownYet(AttributePath.Of(attribute.Name)))
            .ToList();
        if (unknown.Count > 0) return Outcome<SiteSettings>.Fail(unknown);
        return ReadAuthorities().Match(authorities => ToSettings(authorities.Value), failure => Outcome<SiteSettings>.Fail(failure.Errors));
    }

    private static Diagnostic FromWhere(Diagnostic error, ImmutableDictionary<string, string> variables) =>
        error.Path is { } path && variables.TryGetValue(path.ToString(), out var variable)
            ? error with { Seen = $"{error.Seen} It comes from the environment variable {variable}." }
            : error;

    private SiteSettings ToSettings(string? authorities) => new()
    {
        Site = Text("site") ?? DefaultSite,
        TlsTrust = Text("tls", "trust") switch
        {
            "ca" => TlsTrust.CertificateAuthority,
            "insecure" => TlsTrust.Insecure,
            _ => TlsTrust.PinOnFirstUse,
        },
        TlsAuthorities = authorities,
        Media = new MediaSettings(Text("media", "listen"), Text("media", "bmc"), Text("media", "agent")),
        Limits = new LimitSettings(
                Number("in_flight") ?? LimitSettings.Default.InFlight,
                Number("per_rack") ?? LimitSettings.Default.PerRack,
                Number("bmc_requests") ?? LimitSettings.Default.BmcRequests),
        OnUnreachable = Text("on_unreachable") == "fail" ? UnreachableRule.Fail : UnreachableRule.Warn,
        RefreshMaxAge = DurationText.TryParse(Text("refresh", "max_age"), out var age) ? age : TimeSpan.Zero,
        AgentImageFolder = AgentImageFolder,
        CredentialNames = Credentials.Select(credential => credential.Key).ToValueArray(),
    };

    private Outcome<string?> ReadAuthorities()
    {
        if (Text("tls", "ca_file") is not { } file) return (string?)null;
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return ConfigurationDiagnostics.CannotRead(AttributePath.Of("tls", "ca_file"), file, FileFault.Of(fault));
        }
    }

    private string? Text(params ReadOnlySpan<string> path) => Content.At(AttributePath.Of(path)).AsText();

    private int? Number(string limit) => (int?)Content.Member("limits").Member(limit).AsInt64();
}
