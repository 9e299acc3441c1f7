using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Documents;
using Provisioning.Schema.Values;

namespace Provisioning.Schema.Firmware;

/// <summary>The firmware baseline: which version each component must have.</summary>
public static class FirmwareBaselineSchema
{
    /// <summary>The resource's type.</summary>
    public const string TypeName = "baremetal_firmware_baseline";

    /// <summary>The description.</summary>
    public static ResourceDescription Description { get; } = new()
    {
        TypeName = TypeName,
        Version = 0,
        DocumentForm = 1,
        Summary = "The firmware versions that servers must have, as a content-addressed document.",
        Documentation = """
            Creating one touches no machine. A server that takes it by `ref` is compared with its inventory: versions are equal or not,
            because vendors agree on no order. A component that differs or is missing is
            a condition of the server and a warning (BM2001, BM2002): of the apply that compares first, and of every plan after it until it is
            so. Neither stops an apply.
            """,
        Shape = ObjectShape.Of(
        [
            AttributeDescription.Required("name", AttributeType.Text, "The name; the first part of the id.", TextPatterns.DocumentName)
                with { DecidesResult = false },
            AttributeDescription.Optional(
                "applies_to",
                AttributeType.Object(ObjectShape.Of(
                    AttributeDescription.Optional("manufacturer", AttributeType.Text, "The manufacturer as the BMC names it.", TextPatterns.Label),
                    AttributeDescription.Optional("model", AttributeType.Text, "The model as the BMC names it.", TextPatterns.Label))
                    .NeverEmpty("it would be compared on every machine.")),
                "The machines that this baseline is for. A server of another kind that takes it is an error."),
            AttributeDescription.Required(
                "components",
                AttributeType.Objects(Nesting.Map, ObjectShape.Of(
                    AttributeDescription.Required("version", AttributeType.Text, "The version, exactly as the BMC spells it.", TextPatterns.Label),
                    AttributeDescription.Optional("image", AttributeType.Object(ImageShape), "Where the firmware's file is, for a server that has another version.") with
                    { Refused = "versions are compared, not yet brought about." })),
                "The components by role (`bmc`, `bios`, `nic`…), or by the id that the BMC's firmware inventory gives them.",
                new ValueConstraint.Count(1, 256)),
            AttributeDescription.Optional(
                "policy",
                AttributeType.Object(ObjectShape.Of(
                    AttributeDescription.Optional(
                        "downgrade", AttributeType.Text, "What happens where the machine has a newer version.", ValueConstraint.OneOf.Of("refuse", "allow"))
                        with { Default = Value.Of("refuse") },
                    AttributeDescription.Optional(
                        "activation", AttributeType.Text, "When a new version becomes active.", ValueConstraint.OneOf.Of("with_next_reboot", "immediately"))
                        with { Default = Value.Of("with_next_reboot") },
                    AttributeDescription.Optional(
                        "stop_after_failures", AttributeType.Number, "After so many failed machines no further one is begun.", new ValueConstraint.Range(1, 10_000))
                        with { Default = Value.Of(2L) })
                    .NeverEmpty("no rule is named.")),
                "How versions are brought about.") with
            { Refused = "versions are compared, not yet brought about." },
            .. DocumentReference.Given(),
        ]),
        Example = """
            resource "baremetal_firmware_baseline" "node" {
              name       = "node-2026.10"
              applies_to = { manufacturer = "Dell Inc.", model = "PowerEdge XE9680" }
              components = {
                bmc  = { version = "7.20.30.00" }
                bios = { version = "2.6.3" }
              }
            }
            """,
    };

    private static ObjectShape ImageShape => ObjectShape.Of(
        AttributeDescription.Required("url", AttributeType.Text, "Where the file is.", ValueConstraint.Url.Of("https", "http", "file"))
            with
        { DecidesResult = false },
        AttributeDescription.Required("sha256", AttributeType.Text, "The digest of the file.", TextPatterns.Sha256));
}
