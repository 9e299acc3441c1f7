using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Documents;

namespace Provisioning.Schema.Imaging;

/// <summary>The OS image: what is written to a root disk.</summary>
public static class OsImageSchema
{
    /// <summary>The resource's type.</summary>
    public const string TypeName = "baremetal_os_image";

    /// <summary>The formats of an image below its compression.</summary>
    public static ValueConstraint.OneOf Formats { get; } = ValueConstraint.OneOf.Of("raw");

    /// <summary>The description.</summary>
    public static ResourceDescription Description { get; } = new()
    {
        TypeName = TypeName,
        Version = 0,
        DocumentForm = 1,
        Summary = "A disk image with its digest, as a content-addressed document.",
        Documentation = """
            Creating one downloads nothing and touches no machine. The engine fetches the file when the first server needs it, and compares
            the digest before any machine sees a byte; the agent compares again what it reads back from the disk. The compression
            (none, gzip or Zstandard) is seen from the content.
            """,
        Shape = ObjectShape.Of(
        [
            AttributeDescription.Required("name", AttributeType.Text, "The name; the first part of the id.", TextPatterns.DocumentName)
                with { DecidesResult = false },
            AttributeDescription.Required(
                "url",
                AttributeType.Text,
                "Where the file is, as the engine reaches it. The same bytes elsewhere are the same image.",
                ValueConstraint.Url.Of("https", "http", "file")) with { DecidesResult = false },
            AttributeDescription.Required("sha256", AttributeType.Text, "The digest of the file as it is stored.", TextPatterns.Sha256),
            AttributeDescription.Optional(
                "disk_sha256", AttributeType.Text, "The digest of the raw disk that the file unpacks to, where it is known.", TextPatterns.Sha256),
            AttributeDescription.Required("format", AttributeType.Text, "What the file is below its compression.", Formats),
            .. DocumentReference.Given(),
        ]),
        Example = """
            resource "baremetal_os_image" "ubuntu" {
              name   = "ubuntu-24.04-gpu"
              url    = "https://images.example/ubuntu-24.04-gpu.raw.zst"
              sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
              format = "raw"
            }
            """,
    };
}
