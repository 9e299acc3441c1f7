using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Documents;

namespace Provisioning.Schema.Bios;

/// <summary>The BIOS profile: what a machine's firmware settings must be.</summary>
public static class BiosProfileSchema
{
    /// <summary>The resource's type.</summary>
    public const string TypeName = "baremetal_bios_profile";

    /// <summary>The intents that may be named.</summary>
    public static ValueConstraint.OneOf Intents { get; } =
        ValueConstraint.OneOf.Of("sriov", "above_4g", "iommu_passthrough", "performance");

    /// <summary>The description.</summary>
    public static ResourceDescription Description { get; } = new()
    {
        TypeName = TypeName,
        Version = 0,
        DocumentForm = 1,
        Summary = "BIOS settings that servers must have, as a content-addressed document.",
        Documentation = """
            Creating one touches no machine. A server takes it by `ref`; each machine's own attribute registry then decides whether the
            names, types and ranges hold, and a plan says which reboot applies them.
            """,
        Shape = ObjectShape.Of(
        [
            AttributeDescription.Required("name", AttributeType.Text, "The name; the first part of the id.", TextPatterns.DocumentName)
                with { DecidesResult = false },
            AttributeDescription.Optional(
                "intents",
                new AttributeType.SetType(AttributeType.Text),
                "Vendor-neutral wishes, resolved to attributes for each model.",
                Intents) with
            { Refused = "intents are not yet resolved to attributes; name the attributes themselves." },
            AttributeDescription.Optional(
                "attributes",
                AttributeType.TextMap,
                "Raw attributes by the names of the BMC's registry. Every value is written as text, numbers and flags too (`\"8\"`, `\"true\"`), and compared by the registry's type.",
                new ValueConstraint.Count(0, 1024),
                new ValueConstraint.Length(0, 4096)),
            AttributeDescription.Optional(
                "secure_boot",
                AttributeType.Object(ObjectShape.Of(
                    AttributeDescription.Required("enabled", AttributeType.Flag, "Whether UEFI Secure Boot is on."))),
                "UEFI Secure Boot. Not managed where it is left out.") with
            { Refused = "Secure Boot is seen and recorded, not yet switched." },
            .. DocumentReference.Given(),
        ]),
        Example = """
            resource "baremetal_bios_profile" "gpu" {
              name = "gpu-training"
              attributes = {
                ProcTurboMode = "Enabled"
                NumaNodesPerSocket = "4"
              }
            }
            """,
    };
}
