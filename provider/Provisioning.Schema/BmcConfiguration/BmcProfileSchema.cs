using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Documents;
using Provisioning.Schema.Values;

namespace Provisioning.Schema.BmcConfiguration;

/// <summary>The BMC profile: settings of the management controller itself.</summary>
public static class BmcProfileSchema
{
    /// <summary>The resource's type.</summary>
    public const string TypeName = "baremetal_bmc_profile";

    /// <summary>The description.</summary>
    public static ResourceDescription Description { get; } = new()
    {
        TypeName = TypeName,
        Version = 0,
        DocumentForm = 1,
        Summary = "Settings of the management controllers themselves, as a content-addressed document.",
        Documentation = """
            Creating one touches no machine. On a server that takes it by `ref` each setting is written, read back and compared again at
            every refresh. What is left out is not managed.
            """,
        Shape = ObjectShape.Of(
        [
            AttributeDescription.Required("name", AttributeType.Text, "The name; the first part of the id.", TextPatterns.DocumentName)
                with { DecidesResult = false },
            AttributeDescription.Optional(
                "ntp_servers",
                AttributeType.Texts,
                "The time servers in their order; NTP is turned on with them. Left out, NTP stays as it is.",
                new ValueConstraint.Count(1, 8),
                new ValueConstraint.Host(),
                new ValueConstraint.Distinct()),
            AttributeDescription.Optional(
                "hostname",
                AttributeType.Text,
                "The BMC's own host name: `server_name` gives it the server's name.",
                ValueConstraint.OneOf.Of("server_name", "unmanaged")) with { Default = Value.Of("unmanaged") },
            .. DocumentReference.Given(),
        ]),
        Example = """
            resource "baremetal_bmc_profile" "site" {
              name        = "site"
              ntp_servers = ["10.0.0.1", "10.0.0.2"]
              hostname    = "server_name"
            }
            """,
    };
}
