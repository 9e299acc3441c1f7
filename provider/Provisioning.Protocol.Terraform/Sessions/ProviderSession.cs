using Provisioning.Api.Client;
using Provisioning.Model.Collections;
using Provisioning.Model.Configuration;
using Provisioning.Model.Diagnostics;
using Provisioning.Model.Security;
using Provisioning.Model.Sites;
using Provisioning.Protocol.Terraform.FromWire;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.Sessions;

/// <summary>What one configured provider of one connection works with: its arguments, its engine, its running applies.</summary>
internal sealed class ProviderSession(TerraformPluginOptions options, ProviderArguments arguments) : IAsyncDisposable
{
    private readonly CredentialResolver _credentials = new(options.Environment, options.Time);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private IEngineClient? _engine;

    /// <summary>Fires when the user stops the operation.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>Stops the running applies, each by its step's class.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>The engine, and what it is told about this door.</summary>
    /// <param name="use">The credentials that the request needs.</param>
    /// <param name="needed">Whether a credential that cannot be resolved is an error; otherwise it is a warning and the engine goes without.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<Outcome<EngineAccess>> OpenAsync(
        IEnumerable<(string Name, AttributePath At)> use, bool needed, CancellationToken cancellationToken)
    {
        if (arguments.ToSettings() is not Outcome<SiteSettings>.Success settings)
            return Outcome<EngineAccess>.Fail(arguments.ToSettings().Diagnostics);
        var resolved = new List<Credential>();
        var faults = new List<Diagnostic>();
        foreach (var (name, at) in use.DistinctBy(each => each.Name, StringComparer.Ordinal))
        {
            var outcome = await ResolveAsync(name, at, cancellationToken);
            faults.AddRange(outcome.Diagnostics);
            if (outcome is Outcome<Credential>.Success success) resolved.Add(success.Value);
        }

        if (needed && faults.Count > 0) return Outcome<EngineAccess>.Fail(faults);
        var context = new DoorContext(settings.Value, resolved.ToValueArray(), "terraform", options.Actor);
        var warnings = faults.Select(fault => fault with { Severity = Severity.Warning }).ToValueArray();
        return new EngineAccess(EngineFor(settings.Value), context, warnings);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_engine is not null) await _engine.DisposeAsync();
        _stop.Dispose();
    }

    private async Task<Outcome<Credential>> ResolveAsync(string name, AttributePath at, CancellationToken cancellationToken)
    {
        var credentials = arguments.Content.Member("credentials");
        if (credentials.IsUnknown) return ConfigurationDiagnostics.IsNotKnownYet(AttributePath.Of("credentials"));
        var declaration = credentials.Member(name);
        if (declaration.IsNull && name == "default") declaration = DefaultCredential();
        if (declaration.IsNull) return ConfigurationDiagnostics.IsUndeclared(name, arguments.Credentials.Select(each => each.Key), at);
        if (!declaration.IsWhollyKnown) return ConfigurationDiagnostics.IsNotKnownYet(AttributePath.Of("credentials").Key(name));
        var resolved = await _credentials.ResolveAsync(name, declaration, cancellationToken);
        return resolved.Match<Outcome<Credential>>(
            success => success,
            failure => Outcome<Credential>.Fail(failure.Errors.Select(error => error.At(at))));
    }

    // A credential called "default" needs no declaration where these two variables are set.
    private Value DefaultCredential() => options.Environment("BAREMETAL_USERNAME") is { Length: > 0 } username
        ? Value.Of([KeyValuePair.Create("username", Value.Of(username)), KeyValuePair.Create("password_env", Value.Of("BAREMETAL_PASSWORD"))])
        : Value.Null;

    private IEngineClient EngineFor(SiteSettings settings)
    {
        lock (_gate) return _engine ??= options.Engine(settings, arguments.StateFolder);
    }
}
