using Provisioning.Model.Diagnostics;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Values;

namespace Provisioning.Schema.Sites;

/// <summary>The provider's own arguments: which site, which logins, and how its machines are reached.</summary>
public static class ProviderSchema
{
    /// <summary>The provider's type; the prefix of all resources.</summary>
    public const string TypeName = "baremetal";

    /// <summary>The version of the arguments' form.</summary>
    public const int Version = 0;

    /// <summary>One sentence.</summary>
    public const string Summary = "Takes bare machines from powered off to ready, and keeps them there.";

    /// <summary>Markdown below the summary.</summary>
    public const string Documentation = """
        Every argument can be left out. An argument that is not given is taken from the environment variable named beside it; one that is
        not known yet is no error before something needs it. The provider itself does nothing to machines: it asks the engine of the site,
        which it starts on first need, and which goes on when Terraform is gone.
        """;

    /// <summary>An example in Terraform's language.</summary>
    public const string Example = """
        provider "baremetal" {
          site = "hall-1"
          credentials = {
            default = { username = "admin", password_env = "BMC_PASSWORD" }
            factory = { username = "root", password_file = "/run/secrets/factory" }
          }
        }
        """;

    /// <summary>The description.</summary>
    public static ObjectShape Shape { get; } = ObjectShape.Of(
        Argument("site", "The site: which store holds the journal, the claims and the media.", "BAREMETAL_SITE", "default", TextPatterns.ShortName),
        AttributeDescription.Optional(
            "credentials",
            AttributeType.Objects(Nesting.Map, CredentialShape),
            "Logins by name. Only references are written here; the door reads the value when it is used, and it never enters configuration, plan, state or log. "
            + "Where there is none called `default`, `BAREMETAL_USERNAME` and `BAREMETAL_PASSWORD` make it."),
        AttributeDescription.Optional(
            "tls",
            AttributeType.Object(ObjectShape.Of(
                Argument(
                    "trust",
                    "How the certificates of BMCs are judged; `insecure` is warned about every time.",
                    "BAREMETAL_TLS_TRUST",
                    "pin_on_first_use",
                    ValueConstraint.OneOf.Of("pin_on_first_use", "ca", "insecure")),
                Argument("ca_file", "A file of PEM certificates of the authorities, for `ca`.", "BAREMETAL_TLS_CA_FILE", null, Path))
                .Where(new ObjectRule.Needs(
                    AttributePath.Of("trust"), "ca", [AttributePath.Of("ca_file")], "There is nothing to compare certificates with otherwise."))
                .NeverEmpty("certificates would be judged as if it were not there.")),
            "TLS to BMCs."),
        AttributeDescription.Optional(
            "media",
            AttributeType.Object(ObjectShape.Of(
                Argument("listen", "Where the media server listens. Loopback, with a port chosen once, where it is left out.", "BAREMETAL_MEDIA_LISTEN", null, TextPatterns.ListenAddress),
                Argument("bmc", "The base URL by which BMCs reach it.", "BAREMETAL_MEDIA_BMC", null, ValueConstraint.Url.Of("https", "http")),
                Argument("agent", "The base URL by which the agent and the installed system reach it.", "BAREMETAL_MEDIA_AGENT", null, ValueConstraint.Url.Of("https")))
                .NeverEmpty("no address is named.")),
            "The media server, from which machines boot and are installed."),
        AttributeDescription.Optional(
            "limits",
            AttributeType.Object(ObjectShape.Of(
                Limit("in_flight", "Machines worked on at once.", "BAREMETAL_LIMITS_IN_FLIGHT", 40, 10_000),
                Limit("per_rack", "Machines of one rack worked on at once.", "BAREMETAL_LIMITS_PER_RACK", 8, 1000),
                Limit("bmc_requests", "Requests in flight to one BMC.", "BAREMETAL_LIMITS_BMC_REQUESTS", 4, 32))
                .NeverEmpty("no limit is named.")),
            "Budgets."),
        Argument(
            "on_unreachable",
            "What a plan or refresh does when a BMC does not answer: warn and go on with the last known state, or fail.",
            "BAREMETAL_ON_UNREACHABLE",
            "warn",
            ValueConstraint.OneOf.Of("warn", "fail")),
        AttributeDescription.Optional(
            "refresh",
            AttributeType.Object(ObjectShape.Of(
                Argument("max_age", "How old an observation may be that is not made again.", "BAREMETAL_REFRESH_MAX_AGE", "0s", new ValueConstraint.Duration()))
                .NeverEmpty("no age is named.")),
            "What a refresh may take from the engine's cache."),
        Argument("state_dir", "The folder that holds the stores of all sites; never one on a network file system.", "BAREMETAL_STATE", null, Path),
        Argument("agent_image", "The folder of the deploy image that `baremetal agent build` made.", "BAREMETAL_AGENT_IMAGE", null, Path));

    private static ValueConstraint.Length Path => new(1, 4096);

    private static ObjectShape CredentialShape => ObjectShape.Of(
        AttributeDescription.Required("username", AttributeType.Text, "The account.", new ValueConstraint.Length(1, 256)),
        AttributeDescription.Optional(
            "password_env", AttributeType.Text, "The name of an environment variable that holds the password.", new ValueConstraint.Length(1, 256)),
        AttributeDescription.Optional(
            "password_file", AttributeType.Text, "A file whose content is the password; one line end at its end is not part of it.", Path),
        AttributeDescription.Optional(
            "password_command",
            AttributeType.Texts,
            "A program and its arguments; its output is the password. No shell is involved, and it has 30 seconds.",
            new ValueConstraint.Count(1, 64),
            new ValueConstraint.Length(0, 4096)))
        .Where(new ObjectRule.ExactlyOne(
            [AttributePath.Of("password_env"), AttributePath.Of("password_file"), AttributePath.Of("password_command")]));

    private static AttributeDescription Argument(
        string name, string documentation, string environment, string? standard, ValueConstraint constraint) =>
        AttributeDescription.Optional(name, AttributeType.Text, documentation, constraint) with
        {
            Environment = environment,
            Default = standard is null ? null : Value.Of(standard),
        };

    private static AttributeDescription Limit(string name, string documentation, string environment, long standard, long most) =>
        AttributeDescription.Optional(name, AttributeType.Number, documentation, new ValueConstraint.Range(1, most)) with
        {
            Environment = environment,
            Default = Value.Of(standard),
        };
}
