using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Documents;

namespace Provisioning.Schema.Attestation;

/// <summary>The attestation policy: which measurements of a machine are accepted.</summary>
public static class AttestationPolicySchema
{
    /// <summary>The resource's type.</summary>
    public const string TypeName = "baremetal_attestation_policy";

    /// <summary>The description.</summary>
    public static ResourceDescription Description { get; } = new()
    {
        TypeName = TypeName,
        Version = 0,
        DocumentForm = 1,
        Summary = "Which measurements of a machine are accepted, as a content-addressed document.",
        Documentation = """
            Creating one touches no machine. That the machine booted our own image is checked with or without a policy; a policy adds what a site demands beyond
            that. A server that takes it by `ref` is judged before its image and its user data are written, and again, by the measurements of its last
            installation, when the policy changes. A machine that does not hold is not written, and the apply ends with what differs.
            """,
        Shape = ObjectShape.Of(
        [
            AttributeDescription.Required("name", AttributeType.Text, "The name; the first part of the id.", TextPatterns.DocumentName)
                with { DecidesResult = false },
            AttributeDescription.Optional(
                "tpm",
                AttributeType.Text,
                "Whether a machine without a TPM is accepted. With `if_present` nothing is demanded of one that has none, because nothing can be measured.",
                ValueConstraint.OneOf.Of("required", "if_present")) with { Default = Values.Value.Of("required") },
            AttributeDescription.Optional(
                "secure_boot",
                AttributeType.Text,
                "Whether UEFI Secure Boot must have been on when the measured image was started.",
                ValueConstraint.OneOf.Of("required", "any")) with { Default = Values.Value.Of("any") },
            AttributeDescription.Optional(
                "endorsement_certificate",
                AttributeType.Text,
                "Whether the TPM's endorsement key must have a certificate of a trusted manufacturer.",
                ValueConstraint.OneOf.Of("required", "any")) with
            { Refused = "no manufacturer's certificates can be named yet, so that it could never be met." },
            AttributeDescription.Optional(
                "pcrs",
                AttributeType.Objects(Nesting.List, ObjectShape.Of(
                    AttributeDescription.Required("index", AttributeType.Number, "The register: 0 to 7 hold firmware, its settings and Secure Boot.", new ValueConstraint.Range(0, 7)),
                    AttributeDescription.Required(
                        "sha256",
                        AttributeType.Texts,
                        "The values that are accepted: reference values of the firmware's maker, or those that `baremetal history` shows of a machine that is trusted.",
                        new ValueConstraint.Count(1, 256),
                        TextPatterns.Sha256,
                        new ValueConstraint.Distinct()))),
                "Reference values of platform configuration registers, in the SHA-256 bank.",
                new ValueConstraint.Count(1, 8)),
            .. DocumentReference.Given(),
        ]),
        Example = """
            resource "baremetal_attestation_policy" "strict" {
              name        = "strict"
              secure_boot = "required"
              pcrs = [
                { index = 0, sha256 = ["3d458cfe55cc03ea1f443f1562beec8df51c75e14a9fcf9a7234a13f198e7969"] },
              ]
            }
            """,
    };
}
