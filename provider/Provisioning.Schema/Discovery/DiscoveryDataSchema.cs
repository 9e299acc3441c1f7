using Provisioning.Schema.Descriptions;

namespace Provisioning.Schema.Discovery;

/// <summary>The data source that looks for BMCs.</summary>
public static class DiscoveryDataSchema
{
    /// <summary>The data source's type.</summary>
    public const string TypeName = "baremetal_discovery";

    /// <summary>The description.</summary>
    public static ResourceDescription Description { get; } = new()
    {
        TypeName = TypeName,
        Version = 0,
        Summary = "The BMCs that answer at some addresses, and what they say of themselves.",
        Documentation = """
            It asks, logs in only where a credential is named, and writes nothing anywhere. It is for looking and for filling in inventories.

            Never let it decide which servers there are: a BMC that does not answer for a moment is missing from the list, and a `for_each` over it would take its
            server away. Write the servers down.
            """,
        Shape = ObjectShape.Of(
            AttributeDescription.Required(
                "targets",
                AttributeType.Texts,
                "Addresses, with a port if need be, and ranges such as `10.1.0.0/24`. A named address that does not answer is listed with its fault; of a range, only those that do.",
                new ValueConstraint.Count(1, 64),
                new ValueConstraint.Length(1, 256),
                new ValueConstraint.Distinct()),
            AttributeDescription.Optional(
                "credential", AttributeType.Text, "The credential to look closer with: serial, UUID, firmware and power need a login.", TextPatterns.ShortName),
            AttributeDescription.Computed(
                "bmcs",
                AttributeType.Objects(Nesting.List, ObjectShape.Of(
                    Text("address", "Where it is."),
                    Text("manufacturer", "Who made the machine."),
                    Text("model", "Which model it is."),
                    Text("serial", "The machine's serial number."),
                    Text("uuid", "The machine's UUID in lower case."),
                    Text("redfish_version", "The version of Redfish that it speaks."),
                    Text("firmware", "The BMC's own firmware."),
                    Text("fingerprint", "The SHA-256 fingerprint of its certificate."),
                    Text("enrolled_as", "The name of the server that this is, where the store has one."),
                    Text("fault", "Why a named address did not answer, or could not be looked at closer with the credential: code and summary."))),
                "What answered, in the order of the addresses.",
                "where the targets are known",
                "machines come, go or answer otherwise")),
        Example = """
            data "baremetal_discovery" "row" {
              targets    = ["10.1.0.0/28"]
              credential = "reader"
            }

            output "serials" {
              value = { for bmc in data.baremetal_discovery.row.bmcs : bmc.address => bmc.serial }
            }
            """,
    };

    private static AttributeDescription Text(string name, string documentation) => AttributeDescription.Computed(name, AttributeType.Text, documentation);
}
