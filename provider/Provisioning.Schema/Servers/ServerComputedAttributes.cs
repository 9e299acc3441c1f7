using Provisioning.Model.Collections;
using Provisioning.Schema.Descriptions;

namespace Provisioning.Schema.Servers;

/// <summary>What the engine says about a server. Nothing volatile is here: no power draw, no temperature, no time.</summary>
internal static class ServerComputedAttributes
{
    private const string AfterCreate = "from the create on";
    private const string WithDocument = "when the document that the server refers to is known";
    private const string Never = "never, unless the machine is another one";

    public static ValueArray<AttributeDescription> All =>
    [
        Text("id", "The claim: a random id made at create, by which the machine is known to be this object's.", AfterCreate, "never"),
        Text("uuid", "The system UUID in lower case.", "from the create on, or from `expect.uuid`", Never),
        Text("serial", "The serial number.", "from the create on, or from `expect.serial`", Never),
        Text("manufacturer", "The manufacturer as the BMC names it.", AfterCreate, Never),
        Text("model", "The model as the BMC names it.", AfterCreate, Never),
        Text("bmc_fingerprint", "The SHA-256 fingerprint of the BMC's certificate.", AfterCreate, "the certificate is replaced and `baremetal trust` accepts it"),
        Text("lifecycle_state", "How far the machine has come: `enrolled`, `configured`, `baselined`, `imaged`, `validated`, `ready`…", "for an update without stages", "a stage is completed"),
        AttributeDescription.Computed(
            "network_interfaces",
            AttributeType.Objects(Nesting.List, ObjectShape.Of(
                AttributeDescription.Computed("name", AttributeType.Text, "The BMC's name for the interface."),
                AttributeDescription.Computed("mac", AttributeType.Text, "The permanent MAC address in lower case."))),
            "The machine's network interfaces.",
            AfterCreate,
            "hardware is changed"),
        Map("bios", "The managed BIOS attributes: what they are now, planned to what the profile asks for.", WithDocument),
        Map("boot", "The managed boot settings; none is managed yet, so it is empty.", "always"),
        Map("bmc_settings", "The managed BMC settings: what they are now, planned to what the profile asks for.", WithDocument),
        Map("firmware", "The managed components' versions as they are; where one is not that of the baseline a warning says so, because versions are compared and not brought about.", "for an update whose baseline has the same components"),
        AttributeDescription.Computed(
            "last_change",
            AttributeType.Object(ObjectShape.Of(
                AttributeDescription.Computed("number", AttributeType.Number, "Counts the object's changes from 1."),
                AttributeDescription.Computed("summary", AttributeType.Text, "The change in one line: its number, stages, restarts, minutes, and whether data is lost."),
                AttributeDescription.Computed("stages", AttributeType.Texts, "The stages that run, in order."),
                AttributeDescription.Computed("destroys_data", AttributeType.Flag, "Whether a disk may be written that holds data."),
                AttributeDescription.Computed("remedies", AttributeType.Texts, "What may be done about faults without asking."),
                AttributeDescription.Computed("reboots", AttributeType.Number, "How many reboots it takes."),
                AttributeDescription.Computed("estimated_minutes", AttributeType.Number, "How long it takes, from a table that ships with the product."),
                AttributeDescription.Computed("disks", AttributeType.Texts, "The disks that lose their content."))),
            "What the last change does, or did.",
            "`number`, `summary`, `stages`, `destroys_data` and `remedies` where all arguments are known; `reboots` and `estimated_minutes` for an update of values that were read before, `disks` for an update that writes no image",
            "a change is planned"),
        AttributeDescription.Computed(
            "receipts",
            AttributeType.Object(ObjectShape.Of(
                AttributeDescription.Computed("head", AttributeType.Text, "The SHA-256 of the last receipt."),
                AttributeDescription.Computed("count", AttributeType.Number, "How many there are."))),
            "The chain of signed receipts, one for each completed stage.",
            "for an update without stages",
            "a stage is completed"),
    ];

    private static AttributeDescription Text(string name, string documentation, string knownAtPlan, string changesWhen) =>
        AttributeDescription.Computed(name, AttributeType.Text, documentation, knownAtPlan, changesWhen);

    private static AttributeDescription Map(string name, string documentation, string knownAtPlan) =>
        AttributeDescription.Computed(
            name,
            AttributeType.TextMap,
            documentation,
            knownAtPlan,
            "the machine drifts, or a document asks for something else");
}
