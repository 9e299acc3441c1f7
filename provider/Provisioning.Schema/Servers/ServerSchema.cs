using Provisioning.Schema.Attestation;
using Provisioning.Schema.Bios;
using Provisioning.Schema.BmcConfiguration;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Documents;
using Provisioning.Schema.Firmware;
using Provisioning.Schema.Networks;
using Provisioning.Schema.Validation;
using Provisioning.Schema.Values;

namespace Provisioning.Schema.Servers;

/// <summary>The server: one machine behind one BMC, and the stage that it must reach.</summary>
public static class ServerSchema
{
    /// <summary>The resource's type.</summary>
    public const string TypeName = "baremetal_server";

    /// <summary>The description.</summary>
    public static ResourceDescription Description { get; } = new()
    {
        TypeName = TypeName,
        Version = 0,
        Summary = "One machine behind one BMC, and what it must be: BMC settings, firmware, BIOS, operating system, readiness.",
        Documentation = """
            Nothing is destroyed by accident: a disk that holds data is written only with `allow.data_loss = true`, an image that changed
            rebuilds nothing unless `rebuild_policy` or `rebuild_trigger` says so, and destroying the resource forgets the machine unless
            `on_destroy` says otherwise. A plan that would need more than `allow` grants is an error, not a warning.

            A create that fails or is interrupted leaves no state, so that nothing is tainted: the next apply goes on where it stopped.
            """,
        Shape = ObjectShape.Of([.. Arguments(), .. ServerComputedAttributes.All])
            .Where(
                new ObjectRule.Needs(
                    Path("os"),
                    null,
                    [Path("expect", "serial"), Path("expect", "uuid")],
                    "A machine is only ever written when it is known which one it is."),
                new ObjectRule.Needs(
                    Path("network_profile"), null, [Path("os")], "It is written with an operating system, and no other is changed."),
                new ObjectRule.Needs(
                    Path("attestation_policy"), null, [Path("os")], "Measurements are taken when the deployment agent runs, which is to install an operating system."),
                new ObjectRule.Needs(
                    Path("on_destroy"),
                    "erase",
                    [Path("allow", "data_loss")],
                    "Erasing loses data, which is allowed separately and before.")),
        Example = """
            resource "baremetal_server" "n01" {
              name         = "gpu-n01"
              bmc          = { address = "10.1.0.11", credential = "default" }
              expect       = { serial = "7XK2B04" }
              bios_profile = baremetal_bios_profile.gpu.ref
              os = {
                image     = baremetal_os_image.ubuntu.ref
                root_disk = { type = "nvme", min_size_gib = 800 }
              }
              readiness = { phone_home = true }
            }
            """,
        Import = "terraform import baremetal_server.n01 'gpu-n01@10.1.0.11?credential=default'",
        Identity = ObjectShape.Of(
            AttributeDescription.Required("name", AttributeType.Text, "The server's name in the site's store."),
            AttributeDescription.Optional("uuid", AttributeType.Text, "The system UUID in lower case.")),
    };

    private static IEnumerable<AttributeDescription> Arguments() =>
    [
        AttributeDescription.Required(
            "name",
            AttributeType.Text,
            "The server's name, unique in the site, and its host name unless `os.hostname` says otherwise. It is never changed: the store knows the machine by it. To rename the object in Terraform use `moved`; to give the machine another name, forget and import it.",
            TextPatterns.HostName),
        AttributeDescription.Required("bmc", AttributeType.Object(BmcShape), "The management controller."),
        AttributeDescription.Optional(
            "expect",
            AttributeType.Object(ExpectShape),
            "Which machine this must be; any other is not touched. Required with `os`."),
        AttributeDescription.Optional(
            "location",
            AttributeType.Object(ObjectShape.Of(
                AttributeDescription.Optional("rack", AttributeType.Text, "The rack; budgets count by it.", TextPatterns.Label),
                AttributeDescription.Optional("slot", AttributeType.Number, "The slot, counted from 1.", new ValueConstraint.Range(1, 1000)))
                .NeverEmpty("no place is named.")),
            "Where the machine stands."),
        AttributeDescription.Optional(
            "power", AttributeType.Text, "The power state that the machine is kept in; not managed where it is left out.", ValueConstraint.OneOf.Of("on", "off")),
        DocumentReference.Taken("bmc_profile", BmcProfileSchema.TypeName, "The settings of the management controller: the `ref` of a `baremetal_bmc_profile`."),
        DocumentReference.Taken(
            "firmware_baseline", FirmwareBaselineSchema.TypeName, "The firmware versions: the `ref` of a `baremetal_firmware_baseline`."),
        DocumentReference.Taken("bios_profile", BiosProfileSchema.TypeName, "The BIOS settings: the `ref` of a `baremetal_bios_profile`."),
        DocumentReference.Taken(
            "network_profile",
            NetworkProfileSchema.TypeName,
            "The network of the installed system: the `ref` of a `baremetal_network_profile`. Written with the image; a new one takes effect with the next rebuild."),
        AttributeDescription.Optional("os", AttributeType.Object(ServerOsSchema.Shape), "The operating system."),
        DocumentReference.Taken(
            "validation_profile", ValidationProfileSchema.TypeName, "What the machine must show: the `ref` of a `baremetal_validation_profile`."),
        DocumentReference.Taken(
            "attestation_policy",
            AttestationPolicySchema.TypeName,
            "Which measurements are accepted: the `ref` of a `baremetal_attestation_policy`. Needs `os`: only the deployment agent can have the TPM measure."),
        AttributeDescription.Optional(
            "readiness",
            AttributeType.Object(ObjectShape.Of(
                AttributeDescription.Optional(
                    "phone_home", AttributeType.Flag, "Whether the installed system must report in before the server counts as ready.")
                    with { Default = Value.Of(true) })
                .NeverEmpty("nothing is asked of it that would not be asked anyway.")),
            "What makes the server ready."),
        AttributeDescription.Optional(
            "allow",
            AttributeType.Object(ObjectShape.Of(
                AttributeDescription.Optional("data_loss", AttributeType.Flag, "Whether a disk that holds data may be written or erased.")
                    with { Default = Value.Of(false) },
                AttributeDescription.Optional("reboot", AttributeType.Flag, "Whether the machine may be rebooted.") with { Default = Value.Of(true) })
                .NeverEmpty("nothing is allowed or forbidden by it.")),
            "What a plan may need. A plan that needs more is an error."),
        AttributeDescription.Optional(
            "disruption",
            AttributeType.Text,
            "What a machine in service does with steps that disturb it: it puts them off.",
            ValueConstraint.OneOf.Of("defer")) with { Default = Value.Of("defer") },
        Unmanaged,
        AttributeDescription.Optional(
            "on_destroy",
            AttributeType.Text,
            "What destroying the resource does to the machine: nothing, switch it off, or erase its root disk. Erase needs `allow.data_loss` in the state before.",
            ValueConstraint.OneOf.Of("forget", "power_off", "erase")) with { Default = Value.Of("forget") },
        AttributeDescription.Optional("timeouts", AttributeType.Object(TimeoutsShape), "How long an operation may take before it stops with an error."),
    ];

    /// <summary>Who a machine must be.</summary>
    internal static ObjectShape ExpectShape => ObjectShape.Of(
        AttributeDescription.Optional("serial", AttributeType.Text, "The serial number as the BMC reports it.", TextPatterns.Label),
        AttributeDescription.Optional("uuid", AttributeType.Text, "The system UUID, in either case.", TextPatterns.Uuid))
        .NeverEmpty("without a serial number or UUID any machine would do.");

    /// <summary>The paths that nobody manages.</summary>
    internal static AttributeDescription Unmanaged => AttributeDescription.Optional(
        "unmanaged",
        AttributeType.Texts,
        "Paths whose drift is neither shown nor corrected, with `*` at the end if need be: `bios.ProcTurboMode`, `firmware.nic*`.",
        new ValueConstraint.Count(0, 256),
        new ValueConstraint.Length(1, 256),
        ValueConstraint.PathBelow.Of("bios", "firmware", "bmc_settings", "boot"));

    /// <summary>How a BMC is reached by what only reads.</summary>
    internal static ObjectShape ReadBmcShape => ObjectShape.Of(
        AttributeDescription.Required(
            "address", AttributeType.Text, "A name or an IP address, with a port if it is not 443; or a base URL with https.", new ValueConstraint.Address()),
        AttributeDescription.Required("credential", AttributeType.Text, "The name of a credential of the provider; it need only read.", TextPatterns.ShortName),
        AttributeDescription.Optional(
            "fingerprint",
            AttributeType.Text,
            "The SHA-256 fingerprint of the certificate that the BMC must show, before a login is sent. Left out, the one that the store knows counts; for a machine that no store knows, `pin_on_first_use` then takes whatever is shown, each time.",
            TextPatterns.Sha256));

    private static ObjectShape BmcShape => ObjectShape.Of(
        AttributeDescription.Required(
            "address", AttributeType.Text, "A name or an IP address, with a port if it is not 443; or a base URL with https.", new ValueConstraint.Address()),
        AttributeDescription.Required("credential", AttributeType.Text, "The name of a credential of the provider.", TextPatterns.ShortName),
        AttributeDescription.Optional(
            "bootstrap_credentials",
            AttributeType.Texts,
            "Names of credentials to try once, in order, where `credential` does not work yet.",
            new ValueConstraint.Count(0, 4),
            TextPatterns.ShortName),
        AttributeDescription.Optional(
            "read_credential", AttributeType.Text, "The name of a credential that may only read, for plan and refresh.", TextPatterns.ShortName));

    private static ObjectShape TimeoutsShape => ObjectShape.Of(
        Timeout("create", "90m"), Timeout("update", "90m"), Timeout("delete", "30m"), Timeout("read", "2m"))
        .NeverEmpty("no length of time is named.");

    private static AttributeDescription Timeout(string name, string standard) =>
        AttributeDescription.Optional(name, AttributeType.Text, $"For {name}.", new ValueConstraint.Duration()) with { Default = Value.Of(standard) };

    private static Model.Diagnostics.AttributePath Path(params ReadOnlySpan<string> names) => Model.Diagnostics.AttributePath.Of(names);
}
