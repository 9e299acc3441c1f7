using Provisioning.Model.Diagnostics;
using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Documents;
using Provisioning.Schema.Imaging;
using Provisioning.Schema.Values;

namespace Provisioning.Schema.Servers;

/// <summary>The <c>os</c> argument of a server.</summary>
internal static class ServerOsSchema
{
    /// <summary>The most that user data may be, in characters: what a NoCloud seed partition of the smallest size still holds.</summary>
    private const int MostUserData = 1024 * 1024;

    public static ObjectShape Shape => ObjectShape.Of(
        DocumentReference.TakenRequired("image", OsImageSchema.TypeName, "What is written to the root disk: the `ref` of a `baremetal_os_image`."),
        AttributeDescription.Optional(
            "root_disk",
            AttributeType.Object(RootDiskShape),
            "Which disk is the root disk. All hints must hold, and for exactly one disk: none or several is an error that names the candidates, never a guess."),
        AttributeDescription.Optional(
            "hostname", AttributeType.Text, "The host name of the installed system, where it is not the server's name.", TextPatterns.HostName),
        AttributeDescription.Optional(
            "user_data_wo",
            AttributeType.Text,
            "User data for the installed system's first boot. Write-only: never in state, plan, log or journal (take it from an ephemeral variable or from `file()`: a text written into a `.tf` file is in a saved plan all the same, because Terraform puts its files there); sent to a machine with a TPM only after it has been attested. Without a TPM nothing proves what runs there: it is sent to whoever holds the boot medium's ticket, and the receipt says so.",
            new ValueConstraint.Length(0, MostUserData)) with
        { WriteOnly = true },
        AttributeDescription.Optional(
            "user_data_wo_version",
            AttributeType.Number,
            "A number that you raise when the user data changes; Terraform cannot see the change otherwise.",
            new ValueConstraint.Range(0, int.MaxValue)),
        AttributeDescription.Optional(
            "rebuild_policy",
            AttributeType.Text,
            "Whether a new image rebuilds the machine. With `never` it shows as out of date.",
            ValueConstraint.OneOf.Of("never", "when_image_changes")) with
        { Default = Value.Of("never") },
        AttributeDescription.Optional(
            "rebuild_trigger", AttributeType.Text, "A text; each new one rebuilds the machine once.", new ValueConstraint.Length(1, 256)),
        AttributeDescription.Optional(
            "data_disks",
            AttributeType.Text,
            "What an installation does to the other disks: only the root disk is ever written.",
            ValueConstraint.OneOf.Of("keep")) with
        { Default = Value.Of("keep") })
        .Where(new ObjectRule.Needs(
            AttributePath.Of("user_data_wo"),
            null,
            [AttributePath.Of("user_data_wo_version")],
            "Without a version a change of the user data would go unseen for ever."));

    private static ObjectShape RootDiskShape => ObjectShape.Of(
        Size("min_size_gib", "The least size in GiB."),
        Size("max_size_gib", "The greatest size in GiB."),
        AttributeDescription.Optional(
            "type", AttributeType.Text, "The kind of disk.", ValueConstraint.OneOf.Of("nvme", "ssd", "hdd", "virtual")),
        AttributeDescription.Optional("serial", AttributeType.Text, "The disk's serial number.", TextPatterns.Label),
        AttributeDescription.Optional("wwn", AttributeType.Text, "The disk's World Wide Name, e.g. `eui.0025388b01b2c3d4`.", TextPatterns.Label),
        AttributeDescription.Optional("model", AttributeType.Text, "The disk's model.", TextPatterns.Label))
        .Where(new ObjectRule.Ordered(AttributePath.Of("min_size_gib"), AttributePath.Of("max_size_gib")))
        .NeverEmpty("no hint is given, so any single disk would do; that is what leaving it out says.");

    private static AttributeDescription Size(string name, string documentation) =>
        AttributeDescription.Optional(name, AttributeType.Number, documentation, new ValueConstraint.Range(1, 1_000_000));
}
