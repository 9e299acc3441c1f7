using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Documents;

namespace Provisioning.Schema.Validation;

/// <summary>The validation profile: what a healthy machine of a kind shows.</summary>
public static class ValidationProfileSchema
{
    private const string NotRead = "graphics processors and fabrics are not read from machines yet.";

    /// <summary>The resource's type.</summary>
    public const string TypeName = "baremetal_validation_profile";

    /// <summary>The description.</summary>
    public static ResourceDescription Description { get; } = new()
    {
        TypeName = TypeName,
        Version = 0,
        DocumentForm = 1,
        Summary = "What a healthy machine of a kind shows, as a content-addressed document.",
        Documentation = """
            Creating one touches no machine. A server that takes it by `ref` is held against it after its installation, and again when the profile changes;
            without an operating system what its BMC tells decides. A value that nobody tells is a failed check, never a passed one. What is left out is not
            checked.
            """,
        Shape = ObjectShape.Of(
        [
            AttributeDescription.Required("name", AttributeType.Text, "The name; the first part of the id.", TextPatterns.DocumentName)
                with { DecidesResult = false },
            AttributeDescription.Optional(
                "min_memory_gib", AttributeType.Number, "The least memory in GiB, as fitted. A kernel sees a few per cent less than that, which is allowed for.", new ValueConstraint.Range(1, 1_000_000)),
            AttributeDescription.Optional(
                "min_logical_processors", AttributeType.Number, "The least number of logical processors, as the machine itself counts them.", new ValueConstraint.Range(1, 65_536)),
            AttributeDescription.Optional(
                "drives",
                AttributeType.Object(ObjectShape.Of(
                    AttributeDescription.Required("min_count", AttributeType.Number, "How many there must be at least.", new ValueConstraint.Range(1, 1000)),
                    AttributeDescription.Optional("type", AttributeType.Text, "Only drives of this type count.", ValueConstraint.OneOf.Of("nvme", "ssd", "hdd")),
                    AttributeDescription.Optional("min_size_gib", AttributeType.Number, "Only drives of at least this size in GiB count.", new ValueConstraint.Range(1, 1_000_000)))),
                "The drives."),
            AttributeDescription.Optional(
                "network_interfaces",
                AttributeType.Object(ObjectShape.Of(
                    AttributeDescription.Required("min_count", AttributeType.Number, "How many there must be at least.", new ValueConstraint.Range(1, 1000)),
                    AttributeDescription.Optional("min_speed_mbps", AttributeType.Number, "Only interfaces whose link runs at least this fast, in Mbit/s, count.", new ValueConstraint.Range(1, 10_000_000)))),
                "The network interfaces."),
            AttributeDescription.Optional("tpm", AttributeType.Flag, "With `true` a TPM 2.0 must answer."),
            AttributeDescription.Optional(
                "gpus",
                AttributeType.Object(ObjectShape.Of(
                    AttributeDescription.Required("count", AttributeType.Number, "How many there must be.", new ValueConstraint.Range(1, 64)),
                    AttributeDescription.Optional("model", AttributeType.Text, "Their model.", TextPatterns.Label))),
                "The graphics processors.") with
            { Refused = NotRead },
            AttributeDescription.Optional(
                "infiniband",
                AttributeType.Object(ObjectShape.Of(
                    AttributeDescription.Required("ports", AttributeType.Number, "How many ports must be active.", new ValueConstraint.Range(1, 64)),
                    AttributeDescription.Optional("min_speed_mbps", AttributeType.Number, "The least speed of each, in Mbit/s.", new ValueConstraint.Range(1, 10_000_000)))),
                "The InfiniBand ports.") with
            { Refused = NotRead },
            AttributeDescription.Optional(
                "burn_in_minutes", AttributeType.Number, "How long the machine is put under load first.", new ValueConstraint.Range(1, 10_080)) with
            { Refused = "there is no burn-in yet." },
            .. DocumentReference.Given(),
        ]),
        Example = """
            resource "baremetal_validation_profile" "node" {
              name                   = "gpu-node"
              min_memory_gib         = 1024
              min_logical_processors = 192
              drives                 = { min_count = 8, type = "nvme", min_size_gib = 3500 }
              network_interfaces     = { min_count = 10 }
              tpm                    = true
            }
            """,
    };
}
