using Provisioning.Model.Networks;
using Provisioning.Schema.Documents;
using Provisioning.Schema.Networks;
using Provisioning.Schema.Values;

namespace Provisioning.Resources.Networks;

/// <summary>
/// Reads a network profile out of values that the schema has checked, into the file that cloud-init takes: netplan's version 2
/// (https://netplan.readthedocs.io/en/stable/netplan-yaml/), written as JSON.
/// </summary>
internal static class NetworkProfileReader
{
    public static NetworkProfile Read(Value document)
    {
        var members = new List<KeyValuePair<string, Value>> { KeyValuePair.Create("version", Value.Of(2L)) };
        foreach (var kind in NetworkProfileSchema.Kinds)
        {
            var interfaces = document.Member(kind).AsMembers().Select(entry => KeyValuePair.Create(entry.Key, Interface(kind, entry.Value))).ToList();
            if (interfaces.Count > 0) members.Add(KeyValuePair.Create(kind, Value.Of(interfaces)));
        }

        return new NetworkProfile(document.Member("name").AsText() ?? "", CanonicalText.Write(Value.Of(members)));
    }

    private static Value Interface(string kind, Value given)
    {
        IEnumerable<(string Name, Value Value)> members = kind switch
        {
            "bonds" =>
            [
                ("interfaces", given.Member("interfaces")),
                ("parameters", Given(
                    ("mode", given.Member("mode")),
                    ("lacp-rate", given.Member("lacp_rate")),
                    ("transmit-hash-policy", given.Member("transmit_hash_policy")),
                    ("mii-monitor-interval", given.Member("mii_monitor_interval_ms")))),
            ],
            "vlans" => [("id", given.Member("id")), ("link", given.Member("link"))],
            _ => [("match", Given(("macaddress", given.Member("match").Member("mac")), ("name", given.Member("match").Member("name"))))],
        };
        return Given(
        [
            .. members,
            ("dhcp4", given.Member("dhcp4")),
            ("dhcp6", given.Member("dhcp6")),
            ("addresses", given.Member("addresses")),
            ("routes", Routes(given.Member("routes"))),
            ("nameservers", Given(
                ("addresses", given.Member("nameservers").Member("addresses")), ("search", given.Member("nameservers").Member("search")))),
            ("mtu", given.Member("mtu")),
        ]);
    }

    private static Value Routes(Value routes) => routes.IsNull
        ? routes
        : Value.Of(routes.AsItems().Select(route => Given(
            ("to", Value.Of(Destination(route.Member("to").AsText(), route.Member("via").AsText()))),
            ("via", route.Member("via")),
            ("metric", route.Member("metric")))));

    // Renderers from before `default` was a word of netplan take the network of all addresses.
    private static string? Destination(string? to, string? via) => to != "default" ? to
        : via?.Contains(':', StringComparison.Ordinal) == true ? "::/0" : "0.0.0.0/0";

    // An object of what is given; null where nothing is.
    private static Value Given(params IEnumerable<(string Name, Value Value)> members)
    {
        var given = members.Where(member => !member.Value.IsNull && member.Value is not Value.Map { Members.Count: 0 })
            .Select(member => KeyValuePair.Create(member.Name, member.Value)).ToList();
        return Value.Of(given);
    }
}
