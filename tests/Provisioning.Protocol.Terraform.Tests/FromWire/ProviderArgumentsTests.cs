using Provisioning.Model.Diagnostics;
using Provisioning.Model.Sites;
using Provisioning.Protocol.Terraform.FromWire;
using Provisioning.Schema.Values;

namespace Provisioning.Protocol.Terraform.Tests.FromWire;

public sealed class ProviderArgumentsTests
{
    [Fact]
    public void Nothing_given_means_the_defaults()
    {
        var settings = Settings(Value.Null, _ => null);

        Assert.Equal("default", settings.Site);
        Assert.Equal(TlsTrust.PinOnFirstUse, settings.TlsTrust);
        Assert.Equal(LimitSettings.Default, settings.Limits);
        Assert.Equal(TimeSpan.Zero, settings.RefreshMaxAge);
        Assert.Equal(UnreachableRule.Warn, settings.OnUnreachable);
    }

    [Fact]
    public void Environment_fills_what_is_not_given_and_nothing_else()
    {
        var config = Object(("site", Value.Of("hall-1")), ("limits", Object(("per_rack", Value.Of(3L)))));

        var settings = Settings(config, Environment(
            ("BAREMETAL_SITE", "other"), ("BAREMETAL_LIMITS_IN_FLIGHT", "7"), ("BAREMETAL_LIMITS_PER_RACK", "5"), ("BAREMETAL_ON_UNREACHABLE", "fail"),
            ("BAREMETAL_REFRESH_MAX_AGE", "10m"), ("BAREMETAL_TLS_TRUST", "insecure"), ("BAREMETAL_MEDIA_LISTEN", "127.0.0.1:8443"), ("BAREMETAL_AGENT_IMAGE", "")));

        Assert.Equal("hall-1", settings.Site);
        Assert.Equal(new LimitSettings(7, 3, 4), settings.Limits);
        Assert.Equal(UnreachableRule.Fail, settings.OnUnreachable);
        Assert.Equal(TimeSpan.FromMinutes(10), settings.RefreshMaxAge);
        Assert.Equal(TlsTrust.Insecure, settings.TlsTrust);
        Assert.Equal("127.0.0.1:8443", settings.Media.Listen);
        Assert.Null(settings.AgentImageFolder);
    }

    [Fact]
    public void Wrong_variable_is_named()
    {
        var outcome = ProviderArguments.From(Value.Null, Environment(("BAREMETAL_LIMITS_IN_FLIGHT", "many"), ("BAREMETAL_ON_UNREACHABLE", "panic")));

        var errors = Assert.IsAssignableFrom<Outcome<ProviderArguments>.Failure>(outcome).Errors;
        Assert.Equal(["limits.in_flight", "on_unreachable"], errors.Select(error => error.Path!.ToString()).Order(StringComparer.Ordinal));
        Assert.Contains(errors, error => error.Seen.Contains("BAREMETAL_ON_UNREACHABLE", StringComparison.Ordinal));
    }

    [Fact]
    public void Unknown_argument_is_no_error_before_it_is_needed()
    {
        var outcome = ProviderArguments.From(Object(("site", Value.Unknown), ("credentials", Value.Unknown)), _ => null);

        var arguments = Assert.IsAssignableFrom<Outcome<ProviderArguments>.Success>(outcome).Value;
        var errors = Assert.IsAssignableFrom<Outcome<SiteSettings>.Failure>(arguments.ToSettings()).Errors;
        Assert.Equal("BM0123 site: `site` is not known yet", Assert.Single(errors).ToString());
    }

    [Fact]
    public void Authorities_are_read_when_they_are_needed_and_their_absence_is_an_error_then()
    {
        var tls = Object(("trust", Value.Of("ca")), ("ca_file", Value.Of("/no/such/file.pem")));
        var arguments = Assert.IsAssignableFrom<Outcome<ProviderArguments>.Success>(ProviderArguments.From(Object(("tls", tls)), _ => null)).Value;

        var errors = Assert.IsAssignableFrom<Outcome<SiteSettings>.Failure>(arguments.ToSettings()).Errors;
        Assert.Equal("BM0122", Assert.Single(errors).Code.ToString());
        Assert.Equal("/no/such/file.pem: A folder on the way to it does not exist.", Assert.Single(errors).Seen);
    }

    [Fact]
    public void Deploy_image_whose_folder_is_not_there_is_refused_when_the_provider_is_configured()
    {
        var error = Assert.Single(Assert.IsAssignableFrom<Outcome<ProviderArguments>.Failure>(
            ProviderArguments.From(Object(("agent_image", Value.Of("/no/such/agent"))), _ => null)).Errors);
        Assert.Equal("BM0128 agent_image: `agent_image`: there is no such folder", error.ToString());
        var variable = Assert.Single(Assert.IsAssignableFrom<Outcome<ProviderArguments>.Failure>(
            ProviderArguments.From(Value.Null, Environment(("BAREMETAL_AGENT_IMAGE", "/no/such/agent")))).Errors);
        Assert.Contains("BAREMETAL_AGENT_IMAGE", variable.Seen, StringComparison.Ordinal);
        Assert.IsAssignableFrom<Outcome<ProviderArguments>.Success>(ProviderArguments.From(Object(("agent_image", Value.Unknown)), _ => null));
    }

    [Fact]
    public void Deploy_image_is_named_to_the_engine_by_its_whole_path() =>
        Assert.Equal(Path.GetFullPath("."), Settings(Object(("agent_image", Value.Of("."))), _ => null).AgentImageFolder);

    private static SiteSettings Settings(Value config, Func<string, string?> environment)
    {
        var arguments = Assert.IsAssignableFrom<Outcome<ProviderArguments>.Success>(ProviderArguments.From(config, environment)).Value;
        return Assert.IsAssignableFrom<Outcome<SiteSettings>.Success>(arguments.ToSettings()).Value;
    }

    private static Func<string, string?> Environment(params (string Name, string Text)[] variables) =>
        name => variables.Where(variable => variable.Name == name).Select(variable => variable.Text).FirstOrDefault();

    private static Value Object(params (string Name, Value Value)[] members) =>
        Value.Of(members.Select(member => KeyValuePair.Create(member.Name, member.Value)));
}
