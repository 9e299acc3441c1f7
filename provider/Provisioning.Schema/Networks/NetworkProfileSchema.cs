using Provisioning.Schema.Descriptions;
using Provisioning.Schema.Documents;

namespace Provisioning.Schema.Networks;

/// <summary>The network profile: the installed system's network.</summary>
public static class NetworkProfileSchema
{
    /// <summary>The resource's type.</summary>
    public const string TypeName = "baremetal_network_profile";

    /// <summary>The names of the three maps, which are those of netplan.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["ethernets", "bonds", "vlans"];

    /// <summary>The description.</summary>
    public static ResourceDescription Description { get; } = new()
    {
        TypeName = TypeName,
        Version = 0,
        DocumentForm = 1,
        Summary = "The network of installed systems, as a content-addressed document: a part of netplan's version 2.",
        Documentation = """
            Creating one touches no machine. A server that takes it by `ref` gets it with its identity, as cloud-init's `network-config`, when its image is
            written; a running system is not changed, so a new profile takes effect with the next rebuild, and plans say so until then. What it means is netplan's
            (version 2). The network of the deployment agent itself is DHCP.
            """,
        Shape = ObjectShape.Of(
        [
            AttributeDescription.Required("name", AttributeType.Text, "The name; the first part of the id.", TextPatterns.DocumentName)
                with { DecidesResult = false },
            AttributeDescription.Optional(
                "ethernets",
                AttributeType.Objects(Nesting.Map, ObjectShape.Of(
                [
                    AttributeDescription.Optional(
                        "match",
                        AttributeType.Object(ObjectShape.Of(
                            AttributeDescription.Optional("mac", AttributeType.Text, "The permanent MAC address, in lower case.", TextPatterns.Mac),
                            AttributeDescription.Optional("name", AttributeType.Text, "The kernel's name, with `*` for any text: `enp*`.", TextPatterns.Label),
                            AttributeDescription.Optional("slot", AttributeType.Text, "The slot of the adapter.", TextPatterns.Label) with
                            { Refused = "slots are not told to the installed system yet; use `mac` or `name`." },
                            AttributeDescription.Optional("lldp_port", AttributeType.Text, "The switch port that the link reports by LLDP.", TextPatterns.Label) with
                            { Refused = "LLDP is not read yet; use `mac` or `name`." })
                            .NeverEmpty("it would match every interface.")),
                        "Which interfaces these are. Left out: the one of this name."),
                    .. Addressing(),
                ])),
                "Physical interfaces by a name of your choice, which bonds and VLANs refer to.",
                new ValueConstraint.Count(1, 64),
                new ValueConstraint.Keys(TextPatterns.InterfaceName)),
            AttributeDescription.Optional(
                "bonds",
                AttributeType.Objects(Nesting.Map, ObjectShape.Of(
                [
                    AttributeDescription.Required("interfaces", AttributeType.Texts, "Names of `ethernets`.", new ValueConstraint.Count(1, 16), new ValueConstraint.Distinct()),
                    AttributeDescription.Required(
                        "mode",
                        AttributeType.Text,
                        "How the links are used.",
                        ValueConstraint.OneOf.Of("802.3ad", "active-backup", "balance-rr", "balance-xor", "balance-tlb", "balance-alb", "broadcast")),
                    AttributeDescription.Optional("lacp_rate", AttributeType.Text, "How often LACP speaks, with `802.3ad`.", ValueConstraint.OneOf.Of("slow", "fast")),
                    AttributeDescription.Optional(
                        "transmit_hash_policy",
                        AttributeType.Text,
                        "What decides the link of a packet.",
                        ValueConstraint.OneOf.Of("layer2", "layer2+3", "layer3+4", "encap2+3", "encap3+4")),
                    AttributeDescription.Optional("mii_monitor_interval_ms", AttributeType.Number, "How often the links are looked at, in milliseconds.", new ValueConstraint.Range(1, 60_000)),
                    .. Addressing(),
                ])),
                "Bonds by the kernel's name.",
                new ValueConstraint.Count(1, 64),
                new ValueConstraint.Keys(TextPatterns.InterfaceName)),
            AttributeDescription.Optional(
                "vlans",
                AttributeType.Objects(Nesting.Map, ObjectShape.Of(
                [
                    AttributeDescription.Required("id", AttributeType.Number, "The VLAN's id (IEEE 802.1Q).", new ValueConstraint.Range(1, 4094)),
                    AttributeDescription.Required("link", AttributeType.Text, "The name of one of `ethernets` or `bonds` that carries it."),
                    .. Addressing(),
                ])),
                "VLANs by the kernel's name.",
                new ValueConstraint.Count(1, 256),
                new ValueConstraint.Keys(TextPatterns.InterfaceName)),
            .. DocumentReference.Given(),
        ]).Where(
            new ObjectRule.NamesKeys("bonds", "interfaces", ["ethernets"]),
            new ObjectRule.NamesKeys("vlans", "link", ["ethernets", "bonds"])),
        Example = """
            resource "baremetal_network_profile" "gpu" {
              name = "gpu-node"
              ethernets = {
                left  = { match = { name = "enp65s0f0*" } }
                right = { match = { name = "enp65s0f1*" } }
              }
              bonds = {
                bond0 = { interfaces = ["left", "right"], mode = "802.3ad", lacp_rate = "fast", dhcp4 = true, mtu = 9000 }
              }
              vlans = {
                storage = { id = 120, link = "bond0", dhcp4 = true }
              }
            }
            """,
    };

    // What an interface of any kind may say of its addresses.
    private static IEnumerable<AttributeDescription> Addressing() =>
    [
        AttributeDescription.Optional("dhcp4", AttributeType.Flag, "Whether it asks for an IPv4 address."),
        AttributeDescription.Optional("dhcp6", AttributeType.Flag, "Whether it asks for an IPv6 address."),
        AttributeDescription.Optional("addresses", AttributeType.Texts, "Fixed addresses with their prefix length.", new ValueConstraint.Count(1, 64), new ValueConstraint.Cidr(), new ValueConstraint.Distinct()),
        AttributeDescription.Optional(
            "routes",
            AttributeType.Objects(Nesting.List, ObjectShape.Of(
                AttributeDescription.Required("to", AttributeType.Text, "The network, or `default`.", new ValueConstraint.Route()),
                AttributeDescription.Required("via", AttributeType.Text, "The router's address.", new ValueConstraint.Host()),
                AttributeDescription.Optional("metric", AttributeType.Number, "The route's metric.", new ValueConstraint.Range(0, uint.MaxValue)))),
            "Routes.",
            new ValueConstraint.Count(1, 64)),
        AttributeDescription.Optional(
            "nameservers",
            AttributeType.Object(ObjectShape.Of(
                AttributeDescription.Optional("addresses", AttributeType.Texts, "Addresses of name servers.", new ValueConstraint.Count(1, 8), new ValueConstraint.Host(), new ValueConstraint.Distinct()),
                AttributeDescription.Optional("search", AttributeType.Texts, "Domains to search.", new ValueConstraint.Count(1, 32), TextPatterns.HostName))
                .NeverEmpty("no server and no domain is named.")),
            "Name servers."),
        AttributeDescription.Optional("mtu", AttributeType.Number, "The MTU in bytes.", new ValueConstraint.Range(576, 65_536)),
    ];
}
