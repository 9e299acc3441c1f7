using Provisioning.Resources.Networks;
using Provisioning.Schema.Values;

namespace Provisioning.Resources.Tests.Networks;

/// <summary>What cloud-init is given. The expected texts follow netplan's reference for version 2.</summary>
public sealed class NetworkProfileReaderTests
{
    [Fact]
    public void Bonds_and_vlans_over_matched_interfaces_are_netplan_s()
    {
        var profile = NetworkProfileReader.Read(Object(
            ("name", Value.Of("gpu")),
            ("ethernets", Object(
                ("left", Object(("match", Object(("name", Value.Of("enp65s0f0*")))))),
                ("right", Object(("match", Object(("mac", Value.Of("52:54:00:12:34:56")))))))),
            ("bonds", Object(("bond0", Object(
                ("interfaces", Texts("left", "right")),
                ("mode", Value.Of("802.3ad")),
                ("lacp_rate", Value.Of("fast")),
                ("mii_monitor_interval_ms", Value.Of(100L)),
                ("addresses", Texts("10.0.0.5/24")),
                ("nameservers", Object(("addresses", Texts("10.0.0.1")), ("search", Value.Null))),
                ("routes", Value.Of([Object(("to", Value.Of("default")), ("via", Value.Of("10.0.0.1")), ("metric", Value.Null))])),
                ("mtu", Value.Of(9000L)))))),
            ("vlans", Object(("storage", Object(("id", Value.Of(120L)), ("link", Value.Of("bond0")), ("dhcp4", Value.Of(true))))))));

        Assert.Equal("gpu", profile.Name);
        Assert.Equal(
            """
            {"bonds":{"bond0":{"addresses":["10.0.0.5/24"],"interfaces":["left","right"],"mtu":9000,"nameservers":{"addresses":["10.0.0.1"]},"parameters":{"lacp-rate":"fast","mii-monitor-interval":100,"mode":"802.3ad"},"routes":[{"to":"0.0.0.0/0","via":"10.0.0.1"}]}},"ethernets":{"left":{"match":{"name":"enp65s0f0*"}},"right":{"match":{"macaddress":"52:54:00:12:34:56"}}},"version":2,"vlans":{"storage":{"dhcp4":true,"id":120,"link":"bond0"}}}
            """.Trim(),
            profile.NetworkConfig);
    }

    [Fact]
    public void A_default_route_over_IPv6_is_that_of_its_family()
    {
        var profile = NetworkProfileReader.Read(Object(
            ("name", Value.Of("v6")),
            ("ethernets", Object(("eth0", Object(
                ("routes", Value.Of([Object(("to", Value.Of("default")), ("via", Value.Of("fd00::1")), ("metric", Value.Of(10L)))]))))))));

        Assert.Equal("""{"ethernets":{"eth0":{"routes":[{"metric":10,"to":"::/0","via":"fd00::1"}]}},"version":2}""", profile.NetworkConfig);
    }

    private static Value Texts(params string[] texts) => Value.Of(texts.Select(text => Value.Of(text)));

    private static Value Object(params (string Name, Value Value)[] members) =>
        Value.Of(members.Select(member => KeyValuePair.Create(member.Name, member.Value)));
}
