using Provisioning.Schema.Bios;
using Provisioning.Schema.BmcConfiguration;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Documents;
using Provisioning.Schema.Firmware;
using Provisioning.Schema.Servers;

namespace Provisioning.Schema.Drift;

/// <summary>The data source that holds a machine against documents.</summary>
public static class DriftDataSchema
{
    /// <summary>The data source's type.</summary>
    public const string TypeName = "baremetal_drift";

    /// <summary>The description.</summary>
    public static ResourceDescription Description { get; } = new()
    {
        TypeName = TypeName,
        Version = 0,
        Summary = "How one machine differs from the documents that it should follow, by a look of this moment.",
        Documentation = """
            It reads, and changes nothing of the machine; the store gets no record of it, and counts logins as ever. An account that may only read is enough. The machine need not be a
            `baremetal_server` of this configuration, or of any. A machine that cannot be reached is an error; inside a `check` block Terraform makes a warning of
            it.

            The documents' content is kept in the data source's state, where the resource `baremetal_server` keeps the id alone. No secret is in a document.
            """,
        Shape = ObjectShape.Of(
            AttributeDescription.Required("name", AttributeType.Text, "The server's name; what `hostname = \"server_name\"` of a BMC profile means.", TextPatterns.HostName),
            AttributeDescription.Required("bmc", AttributeType.Object(ServerSchema.ReadBmcShape), "The management controller."),
            AttributeDescription.Optional("expect", AttributeType.Object(ServerSchema.ExpectShape), "Which machine this must be; another one is an error."),
            DocumentReference.Read("bmc_profile", BmcProfileSchema.TypeName, "The settings of the management controller: the `ref` of a `baremetal_bmc_profile`."),
            DocumentReference.Read("firmware_baseline", FirmwareBaselineSchema.TypeName, "The firmware versions: the `ref` of a `baremetal_firmware_baseline`."),
            DocumentReference.Read("bios_profile", BiosProfileSchema.TypeName, "The BIOS settings: the `ref` of a `baremetal_bios_profile`."),
            ServerSchema.Unmanaged,
            Text("uuid", "The system UUID in lower case."),
            Text("serial", "The serial number."),
            Text("manufacturer", "The manufacturer as the BMC names it."),
            Text("model", "The model as the BMC names it."),
            Text("bmc_fingerprint", "The SHA-256 fingerprint of the certificate that the BMC showed."),
            AttributeDescription.Computed("in_sync", AttributeType.Flag, "Whether nothing differs.", Known, Changes),
            AttributeDescription.Computed(
                "differences",
                AttributeType.Objects(Nesting.List, ObjectShape.Of(
                    AttributeDescription.Computed("path", AttributeType.Text, "Which value, as plans show it: `bios.ProcTurboMode`."),
                    AttributeDescription.Computed("wanted", AttributeType.Text, "What the document asks for."),
                    AttributeDescription.Computed("seen", AttributeType.Text, "What it is; null: the machine does not have it."))),
                "What differs, in the order BIOS, BMC settings, firmware.",
                Known,
                Changes)),
        Example = """
            data "baremetal_drift" "n01" {
              name         = "gpu-n01"
              bmc          = { address = "10.1.0.11", credential = "reader" }
              expect       = { serial = "7XK2B04" }
              bios_profile = baremetal_bios_profile.gpu.ref
            }

            check "n01_has_not_drifted" {
              assert {
                condition     = data.baremetal_drift.n01.in_sync
                error_message = join(", ", [for d in data.baremetal_drift.n01.differences : "${d.path} is ${coalesce(d.seen, "absent")}, wanted ${d.wanted}"])
              }
            }
            """,
    };

    private const string Known = "where the arguments are known";

    private const string Changes = "the machine drifts";

    private static AttributeDescription Text(string name, string documentation) =>
        AttributeDescription.Computed(name, AttributeType.Text, documentation, Known, "never, unless the machine is another one");
}
